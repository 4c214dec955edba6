package dev.sortie.practice.machine;

import dev.sortie.practice.machine.Fifos.Fifo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Starts what SSH sessions ask for inside one machine. Thread-safe. */
final class MachineShell {
  private static final AtomicLong TERMINALS = new AtomicLong();

  private final MachineFolder folder;
  private final Isolation isolation;
  private final Holding holding;
  private final Fifos fifos;
  private final ExecutorService threads;
  private final Consumer<String> notices;

  /** Gives the machine's living process 1, started again if it died. */
  @FunctionalInterface
  interface Holding {
    ProcessStamp holder() throws IOException;
  }

  /** A command that runs, and the pipes it speaks through. */
  record Running(Process process, Fifo out, Fifo err) {}

  MachineShell(
      MachineFolder folder,
      Isolation isolation,
      Holding holding,
      Fifos fifos,
      ExecutorService threads,
      Consumer<String> notices) {
    this.folder = folder;
    this.isolation = isolation;
    this.holding = holding;
    this.fifos = fifos;
    this.threads = threads;
    this.notices = notices;
  }

  MachineCommand login() {
    // Without mounts of its own a machine must not read the computer's profile.
    return program(hasOwnMounts() ? List.of(HostTools.shell(), "-l") : List.of(HostTools.shell()));
  }

  MachineCommand command(String text) {
    return new MachineCommand(this, threads, () -> words(text));
  }

  MachineCommand program(List<String> words) {
    return new MachineCommand(this, threads, () -> words);
  }

  private List<String> words(String text) throws IOException {
    holding.holder();
    return List.of(HostTools.shell(), "-c", isolation.text(folder, text));
  }

  boolean hasOwnMounts() {
    return isolation instanceof PrivateMounts;
  }

  Path files() {
    return folder.fs();
  }

  Running start(List<String> command, Map<String, String> fromClient) throws IOException {
    ProcessStamp holder = holding.holder();
    Map<String, String> environment = LoginEnvironment.login(isolation, folder, fromClient);
    ProcessBuilder builder = isolation.enter(folder, holder, environment, command);
    Fifo out = fifos.open();
    Fifo err = fifos.open();
    try {
      Process process = builder.redirectOutput(out.writer()).redirectError(err.writer()).start();
      out.handedOver();
      err.handedOver();
      return new Running(process, out, err);
    } catch (IOException e) {
      out.close();
      err.close();
      throw e;
    }
  }

  /** Sends a signal to the whole process group of what {@link #start} started. */
  void signal(Process process, String name) throws IOException {
    if (process.isAlive()) {
      // The group may have ended between the look and the signal; then there is nothing to do.
      HostTools.run(
          List.of(
              "/bin/sh",
              "-c",
              "kill -s \"$0\" -- \"-$1\" 2>/dev/null || :",
              name,
              Long.toString(isolation.leader(process))));
    }
  }

  /** A terminal gets a file in which its own end writes its device name. */
  String newTerminal() {
    return "/run/terminal." + TERMINALS.incrementAndGet();
  }

  String inside(String absolute) {
    return isolation.path(folder, absolute);
  }

  void resize(String terminal, int rows, int columns) throws IOException {
    Optional<Path> file = folder.own(terminal).filter(Files::isRegularFile);
    if (file.isPresent()) {
      String device = Files.readString(file.get()).strip();
      List<String> stty =
          List.of(
              "stty", "-F", device, "rows", String.valueOf(rows), "cols", String.valueOf(columns));
      HostTools.run(
          isolation.enter(folder, holding.holder(), Map.of("PATH", LoginEnvironment.PATH), stty));
    }
  }

  void notice(String text) {
    notices.accept(text);
  }

  void forget(String terminal) throws IOException {
    Files.deleteIfExists(folder.inside(terminal));
  }
}
