package dev.sortie.remote.sync;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Earlier versions kept their own files among the results and never brought one of such a name
 * home. Where their note lies, those are theirs: beginnings are gone on with, the rest goes.
 */
final class OlderFiles {
  private static final String NOTE = ".sortie-pull";
  private static final String UNFINISHED = ".sortie-unfinished";
  private static final Pattern THROWN_AWAY =
      Pattern.compile("\\.sortie-(lock|part-(state|[0-9a-f]{24}|case[0-9]+))");

  private final Path results;
  private final OwnFolder own;

  private OlderFiles(Path results, OwnFolder own) {
    this.results = results;
    this.own = own;
  }

  /** What cannot be taken over stays where it is, and what it holds comes anew. */
  static void takeOver(Path results, OwnFolder own) {
    OlderFiles older = new OlderFiles(results, own);
    if (Files.exists(own.note(), LinkOption.NOFOLLOW_LINKS) || !older.areThere()) {
      return;
    }
    try {
      Files.createDirectories(own.begun());
      Files.walkFileTree(results, older.new Visitor());
      Files.move(results.resolve(NOTE), own.note(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      System.getLogger(OlderFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "files of an older version stay in " + results, e);
    }
  }

  private boolean areThere() {
    Path note = results.resolve(NOTE);
    if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream packed = Files.newInputStream(note);
        DataInputStream in = new DataInputStream(new GZIPInputStream(packed))) {
      return in.readInt() == Pulled.VERSION;
    } catch (IOException _) {
      return false;
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes at) {
      return folder.equals(own.folder()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes at) throws IOException {
      String name = Names.raw(file);
      if (at.isRegularFile() && THROWN_AWAY.matcher(name).matches()) {
        Files.delete(file);
      } else if (at.isRegularFile() && name.endsWith(UNFINISHED)) {
        String whole = name.substring(0, name.length() - UNFINISHED.length());
        Path begun = own.begun().resolve(OwnFolder.begunName(prefix(file) + whole, ""));
        Files.move(file, begun, StandardCopyOption.ATOMIC_MOVE);
      }
      return FileVisitResult.CONTINUE;
    }

    private String prefix(Path file) {
      StringBuilder prefix = new StringBuilder();
      for (Path at = file.getParent(); at != null && !at.equals(results); at = at.getParent()) {
        prefix.insert(0, Names.raw(at) + "/");
      }
      return prefix.toString();
    }
  }
}
