package dev.sortie.cli.wiring;

import dev.sortie.cli.terminal.Json;
import dev.sortie.core.market.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file in which the hosting process tells others where its practice market is.
 *
 * @param pid of the hosting process
 */
record PracticeNote(PracticeAccess access, long pid) {

  static Optional<PracticeNote> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode note = JsonMapper.shared().readTree(Files.readString(file));
      URI url = URI.create(note.path("url").stringValue(""));
      Secret key = new Secret(note.path("key").stringValue(""));
      return url.getHost() == null
          ? Optional.empty()
          : Optional.of(
              new PracticeNote(new PracticeAccess(url, key), note.path("pid").longValue(0)));
    } catch (JacksonException | IllegalArgumentException _) {
      // Not a note of ours, or one cut short: as good as none, its writer writes it again.
      return Optional.empty();
    }
  }

  /** Readable by its owner alone, and never seen half written. */
  void write(Path file) throws IOException {
    Path written =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "market",
            ".json",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        written,
        Json.pretty(Map.of("url", access.url(), "key", access.key().reveal(), "pid", pid)));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
