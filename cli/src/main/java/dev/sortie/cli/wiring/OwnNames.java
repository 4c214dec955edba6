package dev.sortie.cli.wiring;

import dev.sortie.core.lease.LeaseId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Random names: of this installation, once and for ever, and of each lease. */
final class OwnNames {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 8;

  private final SecureRandom random = new SecureRandom();

  LeaseId lease() {
    return new LeaseId(word());
  }

  /** The name this installation has in labels on the market (law 3); made at first use. */
  String controller(Path state) {
    Path file = state.resolve("controller");
    try {
      Files.createDirectories(state);
      if (!Files.exists(file)) {
        write(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file) throws IOException {
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "controller", ".new");
    try {
      Files.writeString(draft, word() + "\n");
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
