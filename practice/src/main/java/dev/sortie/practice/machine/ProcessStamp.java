package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One process for good: its number, when it started and in which run of the kernel, so that a
 * recycled number is never mistaken for it.
 *
 * @param start clock ticks since boot (proc(5) stat, field 22), or epoch milliseconds without /proc
 */
record ProcessStamp(long pid, long start, String boot) {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  static Optional<ProcessStamp> of(long pid) {
    try {
      String boot = Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "-";
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      if (Files.exists(BOOT_ID)) {
        List<String> fields = fieldsAfterName(Files.readString(stat));
        boolean dead = fields.get(0).equals("Z") || fields.get(0).equals("X");
        return dead
            ? Optional.empty()
            : Optional.of(new ProcessStamp(pid, Long.parseLong(fields.get(19)), boot));
      }
      return ProcessHandle.of(pid)
          .flatMap(handle -> handle.info().startInstant())
          .map(Instant::toEpochMilli)
          .map(start -> new ProcessStamp(pid, start, boot));
    } catch (IOException e) {
      // The process went away between two looks: it is not there, which is the answer.
      return Optional.empty();
    }
  }

  /** Reads what {@link #toString} and init.sh write. */
  static ProcessStamp parse(String text) {
    String[] parts = text.strip().split(" ", -1);
    return new ProcessStamp(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }

  boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  void kill() {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** True when the process was gone within the time. */
  boolean awaitDeath(long seconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long pause = 1; isAlive(); pause = Math.min(50, pause * 2)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(pause);
    }
    return true;
  }

  @Override
  public String toString() {
    return pid + " " + start + " " + boot;
  }

  /** The name of a process may hold blanks and brackets, so fields count from its last bracket. */
  static List<String> fieldsAfterName(String stat) {
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
  }
}
