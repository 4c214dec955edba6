package dev.sortie.cli.wiring;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.engine.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** Random names: of this installation, once and for ever, and of each lease. */
final class OwnNames {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 8;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

  /** The file that holds the installation's name. */
  static final String CONTROLLER = "controller";

  private final SecureRandom random = new SecureRandom();

  LeaseId lease() {
    return new LeaseId(word());
  }

  /**
   * The name this installation has in labels on the market (law 3); made at first use. One that is
   * lost is found again in the labels of the journal.
   */
  String controller(Path state, History history) {
    Path file = state.resolve(CONTROLLER);
    try {
      if (Files.notExists(state)) {
        Files.createDirectories(state);
      }
      if (!isName(file)) {
        Files.deleteIfExists(file);
        write(file, inLabels(history).orElseGet(this::word));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Half a name, or none, is what a full disk or a careless hand has left. */
  private static boolean isName(Path file) throws IOException {
    return Files.isRegularFile(file) && NAME.matcher(Files.readString(file).strip()).matches();
  }

  private static Optional<String> inLabels(History history) {
    return history.leases().stream()
        .flatMap(id -> history.leaseIfReadable(id).stream())
        .flatMap(lease -> lease.terms().stream())
        .map(terms -> terms.label().controller())
        .findFirst();
  }

  private void write(Path file, String name) throws IOException {
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "controller", ".new");
    try {
      Files.writeString(draft, name + "\n");
      // A link, unlike a rename, never replaces the name that another process wrote first.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException _) {
      // Theirs is ours.
    } finally {
      Files.delete(draft);
    }
  }

  private String word() {
    StringBuilder word = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }
}
