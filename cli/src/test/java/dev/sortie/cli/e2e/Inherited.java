package dev.sortie.cli.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A signal that this process ignores is ignored by all it starts, as under nohup. */
final class Inherited {
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String IGNORED = "SigIgn:";

  private Inherited() {}

  static void assumeNotIgnored(String... signals) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return;
    }
    long ignored =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith(IGNORED))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
            .findFirst()
            .orElse(0);
    for (String signal : List.of(signals)) {
      int number = NUMBERS.getOrDefault(signal, 0);
      assumeTrue(
          (ignored >> (number - 1) & 1) == 0,
          "SIG" + signal + " is ignored here, so that no process started from here hears it");
    }
  }
}
