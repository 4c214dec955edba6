package dev.sortie.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Says beside a journal that it may not know of everything that was rented, until a person has
 * taken note: limits on what all runs together may spend cannot be held without it (law 7).
 */
public final class Doubt {
  private static final System.Logger LOG = System.getLogger(Doubt.class.getName());

  private Doubt() {}

  private static Path beside(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".doubt");
  }

  /** What happened to the journal that was there before; empty when it is whole for all we know. */
  public static Optional<String> read(Path journal) {
    try {
      return Optional.of(Files.readString(beside(journal)).strip()).filter(s -> !s.isEmpty());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(beside(journal) + " cannot be read: " + e);
    }
  }

  /** Takes down what has happened, beside what had before; where it cannot, it is logged. */
  public static void note(Path journal, String what) {
    log(journal, what);
    String line = Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what + "\n";
    try {
      Files.writeString(
          beside(journal), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      log(journal, "this could not be noted beside it: " + e);
    }
  }

  /** A person has taken note: from here on the journal counts as it is. */
  public static void settle(Path journal) {
    try {
      Files.deleteIfExists(beside(journal));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void log(Path journal, String what) {
    LOG.log(System.Logger.Level.WARNING, journal + ": " + what);
  }
}
