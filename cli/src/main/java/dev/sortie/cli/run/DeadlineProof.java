package dev.sortie.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Whether the market at an endpoint has been seen to end an instance by itself, after its time and
 * not before. A line for each proof, in the state folder.
 */
final class DeadlineProof {
  private static final String FILE = "market-deadline.proof";

  private final Path file;
  private final String endpoint;

  DeadlineProof(Path state, String endpoint) {
    this.file = state.resolve(FILE);
    this.endpoint = endpoint;
  }

  /** When it was last proven; what cannot be read proves nothing. */
  Optional<Instant> at() {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.stream()
          .map(line -> line.split(" ", 2))
          .filter(words -> words.length == 2 && words[1].equals(endpoint))
          .map(words -> Instant.parse(words[0]))
          .max(Instant::compareTo);
    } catch (IOException | UncheckedIOException | DateTimeParseException _) {
      return Optional.empty();
    }
  }

  void record(Instant at) {
    try {
      Files.writeString(
          file, at + " " + endpoint + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the proof cannot be written to " + file, e);
    }
  }
}
