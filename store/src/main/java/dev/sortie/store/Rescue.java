package dev.sortie.store;

import dev.sortie.core.error.TroubleException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the file of a journal that is damaged or gone, so that nothing known is lost.
 */
final class Rescue {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** What SQLite keeps beside a file. */
  private static final List<String> COMPANIONS = List.of("-journal", "-wal", "-shm");

  private Rescue() {}

  /**
   * Writes a file that was deleted again from a connection that still has it open.
   *
   * @throws TroubleException when that cannot be done now
   */
  static void writeAgain(Path file, Connection open) {
    Path draft = draftOf(file);
    try {
      Connections.makeFolderOf(file);
      Turn.alone(
          file,
          () -> {
            if (Files.exists(file)) {
              return;
            }
            Files.deleteIfExists(draft);
            try (PreparedStatement copy = open.prepareStatement("vacuum into ?")) {
              copy.setString(1, draft.toString());
              copy.execute();
            }
            publish(draft, file);
            Doubt.log(file, "was deleted while it was in use, and is written again, whole");
          });
    } catch (SQLException e) {
      throw Troubles.deleted(file, e);
    } catch (IOException e) {
      throw Troubles.deleted(file, e);
    }
  }

  /** What only the file that stood there before holds is brought into the one that does now. */
  static void bringOver(Path file, Connection before, Connection now) {
    try {
      Salvage over = Salvage.of(before, now);
      if (over.histories() > 0) {
        Doubt.log(file, "is another file than before; " + over.words() + " into it");
      }
    } catch (SQLException e) {
      // What this process drives it writes again in any case.
      Doubt.log(file, "is another file than before; nothing could be brought over: " + e);
    }
  }

  /**
   * Puts a damaged file aside and begins a new one with what can be read of it, unless another
   * process has done so.
   *
   * @param identity of the file that was found damaged
   * @return what to tell
   */
  static TroubleException putAside(Path file, @Nullable Object identity, SQLException found) {
    Path aside =
        file.resolveSibling(file.getFileName() + ".damaged-" + LocalDateTime.now().format(DATE));
    Path draft = draftOf(file);
    try {
      Salvage[] saved = new Salvage[1];
      Turn.alone(
          file,
          () -> {
            if (Objects.equals(Session.identityOf(file), identity)) {
              saved[0] = begin(file, aside, draft);
            }
          });
      if (saved[0] == null) {
        return Troubles.replaced(file);
      }
      Doubt.note(file, "it was damaged; " + saved[0].words() + "; the damaged one is " + aside);
      return Troubles.damaged(file, aside, saved[0].words(), found);
    } catch (IOException | SQLException | FlywayException e) {
      found.addSuppressed(e);
      return Troubles.damagedForGood(file, found);
    }
  }

  /** The name stands for one file or the other at every moment, whatever happens here. */
  private static Salvage begin(Path file, Path aside, Path draft) throws IOException, SQLException {
    Files.deleteIfExists(draft);
    Schema.migrate(draft);
    Salvage saved;
    try (Connection into = DriverManager.getConnection(Connections.url(draft));
        Connection from = DriverManager.getConnection(Connections.url(file))) {
      saved = Salvage.of(from, into);
    }
    Files.createLink(aside, file);
    for (String companion : COMPANIONS) {
      Path beside = Path.of(file + companion);
      try {
        Files.move(beside, Path.of(aside + companion));
      } catch (NoSuchFileException _) {
        // It had none.
      }
    }
    force(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return saved;
  }

  private static void publish(Path draft, Path file) throws IOException {
    for (String companion : COMPANIONS) {
      Files.deleteIfExists(Path.of(file + companion));
    }
    force(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static Path draftOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".draft");
  }
}
