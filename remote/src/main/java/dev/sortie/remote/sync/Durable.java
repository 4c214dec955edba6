package dev.sortie.remote.sync;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** Puts what was written on disk for good, with one call for a whole folder. */
final class Durable {
  private Durable() {}

  /**
   * The machine that holds the other copy is destroyed after a pull, so a power failure here must
   * not find empty files. Where there is no {@code sync -f} (macOS) plain {@code sync} does it.
   */
  static void settle(Path folder) throws InterruptedIOException {
    if (!run("sync", "-f", folder.toString())) {
      run("sync");
    }
  }

  private static boolean run(String... command) throws InterruptedIOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
