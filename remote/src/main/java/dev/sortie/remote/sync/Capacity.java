package dev.sortie.remote.sync;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * Tells a name that the disk of a folder of results cannot take from a disk that takes nothing: the
 * first must not keep the others from coming home. Judged by trying and not by the words of the
 * system, which come in many languages. Thread-safe.
 */
final class Capacity {
  /** With less left a failure may be for want of room. */
  private static final long ROOM_BYTES = 16 << 20;

  private static final int PLAIN_LENGTH = 100;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*[A-Za-z0-9_-]");
  private static final Pattern DYING = Pattern.compile("Input/output error|Stale file handle");

  private final OwnFolder own;

  Capacity(OwnFolder own) {
    this.own = own;
  }

  /** What a failure to make something means: a refusal of that alone, or else itself. */
  IOException judge(IOException e) {
    return e instanceof Landing.RefusedException || isDiskInTrouble(e) ? e : refusal(e);
  }

  private boolean isDiskInTrouble(IOException e) {
    try {
      if (DYING.matcher(String.valueOf(e.getMessage())).find()
          || Files.getFileStore(own.folder()).getUsableSpace() < ROOM_BYTES) {
        return true;
      }
      tryFile(own.folder());
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private static void tryFile(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "try", "");
    try {
      Files.write(file, new byte[1]);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Landing.RefusedException refusal(IOException e) {
    String why = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
    return new Landing.RefusedException(
        "this computer cannot take it: " + (why == null ? e.getClass().getSimpleName() : why));
  }

  /** Costs a look, and for a name that is not plain a try in a folder of ours. */
  void checkName(Path place) throws IOException {
    try {
      Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return;
    } catch (NoSuchFileException _) {
      // As it should be.
    } catch (IOException e) {
      throw judge(e);
    }
    String name = Names.raw(place);
    if (name.length() <= PLAIN_LENGTH && PLAIN.matcher(name).matches()) {
      return;
    }
    Path tried = Names.below(Files.createDirectories(own.folder().resolve("names")), name);
    try {
      Files.deleteIfExists(tried);
      Files.createFile(tried);
      Files.delete(tried);
    } catch (IOException e) {
      throw judge(e);
    }
  }
}
