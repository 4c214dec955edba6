package dev.sortie.engine.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A container of one's own in which a start script runs: its own processes, a {@code /root} that
 * outlives it, and a PATH of chosen programs. One second of its guard's beat is a tick.
 */
final class GuardBox implements AutoCloseable {
  private static final String BASICS =
      "cat date mkdir mv sleep sed grep setsid printf ls tr head readlink rm dd kill";
  private static final String READY = "the box is ready";

  private final Path folder;
  private final Shell shell;
  private final List<String> programs;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String mount;
  private Optional<Process> container = Optional.empty();

  /**
   * @param programs absolute paths of programs on the PATH besides the most basic ones, {@code
   *     busybox/NAME}, or {@code busybox/-NAME} for one less
   */
  GuardBox(Path folder, Shell shell, List<String> programs) throws IOException {
    this.folder = folder;
    this.shell = shell;
    this.programs = programs;
    Path root = Files.createDirectories(folder.resolve("root"));
    mount = "/usr/bin/mount --bind " + root + " /root";
    environment.put("PATH", "/root/bin");
    environment.put("HOME", "/root");
    environment.put("SORTIE_GUARD_TICK", "1");
  }

  /** Whether this computer lets a test have mounts and processes of its own. */
  static boolean isPossible() {
    try {
      Process process =
          new ProcessBuilder(isolated("/usr/bin/mount -t tmpfs none /root"))
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  GuardBox with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  GuardBox without(String name) {
    environment.remove(name);
    return this;
  }

  GuardBox rented(Stand.Rental rental, String url) {
    return with("CONTAINER_ID", Long.toString(rental.id()))
        .with("CONTAINER_API_KEY", rental.key())
        .with("SORTIE_MARKET_URL", url);
  }

  /** Its /root is lost with it and holds no more than this. */
  GuardBox withDisk(int kilobytes) {
    mount = "/usr/bin/mount -t tmpfs -o size=" + kilobytes + "k none /root";
    return this;
  }

  /** A clock that is off by the seconds in {@code /root/offset}, changed at will. */
  GuardBox withClock(long offsetSeconds) throws IOException {
    Path date = folder.resolve("root/clock");
    Files.writeString(
        date,
        "#!/bin/sh\nread -r off </root/offset\n"
            + "echo $(($(/usr/bin/busybox date +%s) + off))\n");
    if (!date.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + date);
    }
    clock(offsetSeconds);
    return this;
  }

  void clock(long offsetSeconds) throws IOException {
    Path half = folder.resolve("root/offset.new");
    Files.writeString(half, offsetSeconds + "\n");
    Files.move(
        half,
        folder.resolve("root/offset"),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** Runs the start script as at the start of a container. */
  GuardBox start(String onstart) throws IOException {
    Path script = Files.writeString(folder.resolve("onstart.sh"), onstart);
    StringBuilder body = new StringBuilder(mount + " && cd /root || exit 70\n");
    // Not in /root itself: links from there out of the test's folder are warned of.
    // What a guard leaves for cron and login shells must not be this computer's.
    for (String own : List.of("/etc/cron.d", "/etc/profile.d")) {
      body.append(
          "[ ! -d %s ] || /usr/bin/mount -t tmpfs none %s || exit 70\n".formatted(own, own));
    }
    body.append("b=/usr/bin/busybox; $b mkdir -p bin; /usr/bin/mount -t tmpfs none bin\n");
    body.append("for name in ").append(BASICS).append("; do $b ln -s $b bin/$name; done\n");
    body.append("[ ! -e clock ] || $b ln -sf /root/clock bin/date\n");
    body.append("$b ln -sf ").append(shell.path).append(" bin/sh\n");
    for (String program : programs) {
      String name = program.substring(program.lastIndexOf('/') + 1);
      if (name.startsWith("-")) {
        body.append("$b rm bin/").append(name.substring(1)).append('\n');
        continue;
      }
      String to = program.startsWith("busybox/") ? "$b" : program;
      body.append("$b ln -sf ").append(to).append(" bin/").append(name).append('\n');
    }
    body.append("bin/sh ").append(script).append(" </dev/null >/dev/null 2>&1\n");
    body.append("echo '").append(READY).append("'\nwhile :; do $b sleep 60; done\n");
    ProcessBuilder builder = new ProcessBuilder(isolated(body.toString()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process =
        builder.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile()).start();
    container = Optional.of(process);
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("the box does not start");
      }
    }
    return this;
  }

  /** Ends the container; what lies in its /root stays. */
  void stop() {
    container.ifPresent(process -> {
      ProcessHandle first = first();
      process.destroyForcibly();
      first.onExit().join();
    });
    container = Optional.empty();
  }

  private ProcessHandle first() {
    return container.orElseThrow().children().findFirst().orElseThrow();
  }

  /** Runs a command in it as a login over SSH would: without the container's own variables. */
  Process enter(String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "nsenter",
            "--target",
            Long.toString(first().pid()),
            "--mount",
            "--pid",
            "/bin/sh",
            "-c",
            "cd /root; exec sh -c \"$0\"",
            command);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/root/bin", "HOME", "/root"));
    return builder.start();
  }

  String run(String command) throws IOException {
    Process process = enter(command);
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The guard's two processes by their role; those that a request runs in do not count. */
  Map<String, ProcessHandle> guards() {
    Map<String, ProcessHandle> found = new HashMap<>();
    first()
        .descendants()
        .forEach(process ->
            role(process)
                .filter(
                    role -> process.parent().flatMap(GuardBox::role).filter(role::equals).isEmpty())
                .ifPresent(role -> found.put(role, process)));
    return found;
  }

  /** The same where there may be too many of them. */
  List<ProcessHandle> allGuards() {
    return first()
        .descendants()
        .filter(process -> {
          Optional<String> role = role(process);
          return role.isPresent() && !process.parent().flatMap(GuardBox::role).equals(role);
        })
        .toList();
  }

  /** How long the processor has worked for all that runs or ran in it. */
  Duration worked() throws IOException {
    long ticks = 0;
    for (ProcessHandle process :
        Stream.concat(Stream.of(first()), first().descendants()).toList()) {
      try {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        for (int field = 11; field <= 14; field++) {
          ticks += Long.parseLong(fields[field]);
        }
      } catch (NoSuchFileException e) {
        // Ended between two looks: whoever buries it counts it.
        continue;
      }
    }
    return Duration.ofMillis(ticks * 10);
  }

  /** Whether its processes are numbered apart from this computer's, so that none of ours is met. */
  boolean isFenced() throws IOException {
    Path own = Path.of("/proc/self/ns/pid");
    Path inside = Path.of("/proc", Long.toString(first().pid()), "ns/pid");
    return !Files.readSymbolicLink(inside).equals(Files.readSymbolicLink(own))
        && run("readlink /proc/self/ns/pid")
            .strip()
            .equals(Files.readSymbolicLink(inside).toString());
  }

  ProcessHandle guard(String role) {
    return Optional.ofNullable(guards().get(role)).orElseThrow();
  }

  private static Optional<String> role(ProcessHandle process) {
    try {
      String[] words =
          Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
              .split("\0", -1);
      for (int i = 0; i + 2 < words.length; i++) {
        if (words[i].equals("eval \"$G\"") && words[i + 1].equals("lifeline")) {
          return Optional.of(words[i + 2]);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What the guard has written down: last sign, seconds left, seconds of the lease left, key. */
  List<Long> state() {
    List<Long> numbers = new ArrayList<>();
    try {
      String first = Files.readAllLines(guardFile("state")).getFirst().strip();
      for (String word : List.of(first.split(" ", -1)).subList(0, 4)) {
        numbers.add(Long.valueOf(word));
      }
    } catch (IOException
        | IndexOutOfBoundsException
        | NoSuchElementException
        | NumberFormatException e) {
      return List.of();
    }
    return numbers;
  }

  long left() {
    List<Long> state = state();
    return state.size() == 4 ? state.get(1) : Long.MAX_VALUE;
  }

  /** Seen from outside, where the container has one of its own; else what it left. */
  private Path guardFile(String name) {
    Path root =
        container.isPresent()
            ? Path.of("/proc", Long.toString(first().pid()), "root/root")
            : folder.resolve("root");
    return root.resolve(".sortie/guard").resolve(name);
  }

  private static List<String> isolated(String body) {
    return List.of(
        "unshare",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
        "/bin/sh",
        "-c",
        body);
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (UncheckedIOException e) {
      throw new AssertionError(e);
    }
  }
}
