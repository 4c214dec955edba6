package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One machine of {@link LocalMachines}. Every change of its state is made under its own lock. */
final class LocalMachine implements Machine {
  private static final Pattern PORT = Pattern.compile("\\$\\{port:([0-9]{1,5})}");

  private enum State {
    RUNNING,
    STOPPED,
    DESTROYED
  }

  private final MachineSpec spec;
  private final MachineFolder folder;
  private final Isolation isolation;
  private final AuthorizedKeys keys;
  private final Meter meter;
  private final Gpu gpu;
  private final Watcher watcher;
  private final MachineDoor door;
  private final MachinePorts ports;
  private final Consumer<String> notices;
  private final Runnable forget;
  private State state = State.STOPPED;

  LocalMachine(MachineSpec spec, MachineFolder folder, Workshop workshop, Runnable forget)
      throws IOException {
    this.spec = spec;
    this.folder = folder;
    this.forget = forget;
    isolation = workshop.isolation();
    notices = workshop.notices();
    folder.create();
    watcher = new Watcher(folder, workshop.patience());
    keys = new AuthorizedKeys(folder, spec.authorizedKeys());
    meter = new Meter(folder);
    gpu = new Gpu(folder, spec);
    MachineShell shell =
        new MachineShell(
            folder,
            isolation,
            this::holder,
            new Fifos(folder.state().resolve("pipes")),
            workshop.threads(),
            workshop.notices());
    door = new MachineDoor(HostKey.of(folder), keys, meter, shell, workshop.notices());
    ports = new MachinePorts(folder, workshop.front(), door, spec.exposedPorts());
  }

  /** Takes up a holder that still stands, or runs the container anew. */
  synchronized void start() throws IOException {
    if (gpu.isUnset()) {
      gpu.utilization(0);
    }
    ports.open();
    state = State.RUNNING;
    watcher.served();
    endForeign();
    Optional<ProcessStamp> standing = isolation.standing(folder);
    if (standing.isPresent()) {
      watcher.watch(isolation, standing.get());
      return;
    }
    // What a dead holder may have left would otherwise outlive every later stop.
    isolation.end(folder);
    watcher
        .ended()
        .ifPresent(why ->
            notices.accept(
                Leftovers.ENDED
                    + folder.root()
                    + ", for "
                    + why
                    + "; it boots again, on its files"));
    if (!spec.onstart().isBlank()) {
      holder();
    }
  }

  /** Ends what a program left that could fence machines off better, or less, than this one. */
  private void endForeign() throws IOException {
    Optional<String> held = folder.read(folder.holderFile());
    if (held.isPresent() && !held.get().startsWith(isolation.name() + " ")) {
      boolean mounts = held.get().startsWith(PrivateMounts.NAME);
      (mounts ? new PrivateMounts(false, false) : new PlainFolders("left over")).end(folder);
    }
  }

  /** A machine that has nothing to run at its start gets its processes with the first login. */
  private synchronized ProcessStamp holder() throws IOException {
    if (state != State.RUNNING) {
      throw new IOException("the instance is not running");
    }
    Optional<ProcessStamp> standing = isolation.standing(folder);
    if (standing.isPresent()) {
      return standing.get();
    }
    onstart();
    Map<String, String> own = new LinkedHashMap<>();
    spec.environment().forEach((name, value) -> own.put(name, withPorts(value)));
    own.put(Meter.VARIABLE, isolation.path(folder, Meter.INSIDE));
    ProcessStamp holder =
        isolation.hold(folder, LoginEnvironment.firstProcess(isolation, folder, own));
    watcher.begin(isolation, holder);
    return holder;
  }

  private void onstart() throws IOException {
    Optional<Path> file = folder.own("/root/onstart.sh");
    if (!spec.onstart().isBlank() && file.isPresent()) {
      Files.writeString(file.get(), isolation.text(folder, spec.onstart()));
      Files.setPosixFilePermissions(file.get(), PosixFilePermissions.fromString("rwx------"));
    }
  }

  private String withPorts(String value) {
    return PORT.matcher(value).replaceAll(match -> Matcher.quoteReplacement(port(match)));
  }

  private String port(MatchResult match) {
    return ports
        .outside(Integer.parseInt(match.group(1)))
        .map(String::valueOf)
        .orElse(match.group());
  }

  @Override
  public int sshPort() {
    return ports.ssh();
  }

  @Override
  public Map<Integer, Integer> ports() {
    return ports.exposed();
  }

  @Override
  public void authorize(String publicKey) {
    attempt("authorize a key on", () -> keys.add(publicKey));
  }

  @Override
  public void revoke(String publicKey) {
    attempt("revoke a key on", () -> keys.remove(publicKey));
  }

  @Override
  public void gpuUtilization(int percent) {
    attempt("set the GPU of", () -> gpu.utilization(percent));
  }

  @Override
  public Traffic traffic() {
    return meter.traffic();
  }

  @Override
  public synchronized void fault(NetworkFault fault) {
    attempt(
        "change the network of",
        () -> {
          door.fault(fault);
          if (state == State.RUNNING) {
            ports.blackHole(fault == NetworkFault.BLACK_HOLE);
          }
        });
  }

  @Override
  public void cutConnections() {
    door.cutAll();
  }

  @Override
  public synchronized void stop() {
    if (state == State.RUNNING) {
      attempt("stop", this::end);
      state = State.STOPPED;
    }
  }

  @Override
  public synchronized void restart() {
    if (state == State.DESTROYED) {
      throw new MachineException("instance " + spec.id() + " was destroyed");
    }
    stop();
    attempt("restart", this::start);
  }

  @Override
  public synchronized void destroy() {
    if (state != State.DESTROYED) {
      attempt(
          "destroy",
          () -> {
            end();
            folder.delete();
          });
      state = State.DESTROYED;
      forget.run();
    }
  }

  private void end() throws IOException {
    ports.close();
    door.cutAll();
    isolation.end(folder);
    watcher.end();
    meter.save();
  }

  synchronized void saveTraffic() throws IOException {
    if (state != State.DESTROYED) {
      meter.save();
    }
  }

  /** Stops serving; processes stay. */
  synchronized void abandon() throws IOException {
    if (state != State.DESTROYED) {
      ports.close();
      door.cutAll();
      watcher.unserved();
      meter.save();
      state = State.STOPPED;
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(String what, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      throw new MachineException(
          "cannot " + what + " instance " + spec.id() + ": " + e.getMessage(), e);
    }
  }
}
