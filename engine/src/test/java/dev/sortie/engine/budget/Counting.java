package dev.sortie.engine.budget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that counts up in a file, each time alone. */
final class Counting {
  private Counting() {}

  /**
   * @param args file of the lock, file of the count, how often, patience in milliseconds; or only
   *     the lock, to hold it for ever
   */
  public static void main(String[] args) {
    Duration patience = Duration.ofMillis(args.length > 3 ? Long.parseLong(args[3]) : 60_000);
    FileMutex mutex = new FileMutex(Path.of(args[0]), patience);
    if (args.length == 1) {
      mutex.alone(Counting::say);
    } else {
      count(mutex, Path.of(args[1]), Integer.parseInt(args[2]));
    }
  }

  static void count(FileMutex mutex, Path file, int times) {
    for (int i = 0; i < times; i++) {
      mutex.alone(() -> countUp(file));
    }
  }

  private static void say() {
    try {
      System.out.println("held");
      int _ = System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void countUp(Path file) {
    try {
      int before = Integer.parseInt(Files.readString(file));
      Files.writeString(file, Integer.toString(before + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Process start(String... args) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            Counting.class.getName());
    builder.command().addAll(List.of(args));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
