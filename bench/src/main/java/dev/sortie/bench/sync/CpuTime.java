package dev.sortie.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of this program and all below it, the server's sessions included (Linux). */
final class CpuTime {
  /** {@code USER_HZ}, which the kernel fixes for {@code /proc}: proc_pid_stat(5). */
  private static final double TICKS_PER_SECOND = 100;

  private CpuTime() {}

  static double seconds() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
            .mapToLong(process -> ticks(process.pid()))
            .sum()
        / TICKS_PER_SECOND;
  }

  /** Its own and that of the children it waited for. */
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
