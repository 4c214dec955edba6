package dev.sortie.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Looks at processes of this computer. Start times are never turned into dates: those move when the
 * clock is set, and a living process would look like another one.
 */
final class Processes {
  private static final System.Logger LOG = System.getLogger(Processes.class.getName());
  private static final int SIGNAL_MILLIS = 5_000;
  private static final Path PROC = Path.of("/proc");
  private static final Path HOST_NAME = PROC.resolve("sys/kernel/hostname");
  private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");
  private static final Path PID_SPACE = PROC.resolve("self/ns/pid");

  /** Of the fields of proc(5) stat that follow the name: state, and start in ticks since boot. */
  private static final int STATE = 0;

  private static final int START = 19;

  private Processes() {}

  /** This process, as a claimant that nobody has met before. */
  static Claimant newcomer() {
    long pid = ProcessHandle.current().pid();
    return new Claimant(
        UUID.randomUUID().toString(),
        text(HOST_NAME),
        text(BOOT_ID),
        pidSpace(),
        pid,
        started(pid).orElse(""));
  }

  /**
   * Whether a process is certainly gone. One of another computer or container cannot be seen from
   * here, so it is not.
   */
  static boolean isDead(Claimant other, Claimant us) {
    if (!us.host().equals(other.host())) {
      return false;
    }
    if (!us.boot().equals(other.boot())) {
      return true;
    }
    return us.canSee(other) && !started(other.pid()).equals(Optional.of(other.started()));
  }

  /** When a process started, in the system's own terms; empty when it is not there. */
  static Optional<String> started(long pid) {
    if (!Files.exists(BOOT_ID)) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .map(handle -> handle.info().startInstant().map(Object::toString).orElse("running"));
    }
    return fields(pid)
        .filter(fields -> !Set.of("Z", "X").contains(fields.get(STATE)))
        .map(fields -> fields.get(START));
  }

  /** Whether it is certainly stopped, by Ctrl-Z or SIGSTOP; not one that a debugger holds. */
  static boolean isStopped(long pid) {
    return fields(pid).filter(fields -> fields.get(STATE).equals("T")).isPresent();
  }

  /** Lets a stopped process go on; for one that is not stopped it means nothing. */
  static void letGoOn(long pid) {
    try {
      // Every system has a shell, but not every one has a program of this name.
      new ProcessBuilder("sh", "-c", "kill -CONT \"$1\"", "sh", Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(SIGNAL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "process " + pid + " cannot be let go on", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<List<String>> fields(long pid) {
    try {
      String line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
      // The name may hold blanks and brackets, so fields count from its last bracket.
      return Optional.of(List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)));
    } catch (IOException _) {
      // It went away between two looks, or was never there: either way it is not there.
      return Optional.empty();
    }
  }

  private static String pidSpace() {
    try {
      return Files.isSymbolicLink(PID_SPACE) ? Files.readSymbolicLink(PID_SPACE).toString() : "";
    } catch (IOException _) {
      // Who may not look is in the only one there is, for all it knows.
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : "";
    } catch (IOException _) {
      // A system that does not say: journals are not shared between computers there.
      return "";
    }
  }
}
