package dev.sortie.cli.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A signal that this process ignores is ignored by all it starts, as under nohup or in the
 * background of a script; GNU's {@code env} can undo that.
 */
final class Inherited {
  private static final List<String> RESET = List.of("env", "--default-signal=HUP,INT,TERM");
  private static final List<Integer> NUMBERS = List.of(1, 2, 15);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String IGNORED = "SigIgn:";
  private static final boolean CAN_RESET = canReset();

  private Inherited() {}

  /** What to put before a command so that it hears every signal; empty where nothing can. */
  static List<String> reset() {
    return CAN_RESET ? RESET : List.of();
  }

  static void assumeSignalsAreHeard() throws IOException {
    if (CAN_RESET || !Files.isReadable(STATUS)) {
      return;
    }
    long ignored =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith(IGNORED))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
            .findFirst()
            .orElse(0);
    for (int number : NUMBERS) {
      assumeTrue(
          (ignored >> (number - 1) & 1) == 0,
          "signal " + number + " is ignored here, so that no program started from here hears it");
    }
  }

  private static boolean canReset() {
    try {
      return new ProcessBuilder(RESET.get(0), RESET.get(1), "true")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
