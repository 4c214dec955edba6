package dev.sortie.remote.sync;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks at local files and puts their failures into the port's words. */
final class LocalFiles {
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OTHERS_EXECUTE,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ
  };

  private LocalFiles() {}

  static LocalEntry look(String path, Path file) throws IOException {
    PosixFileAttributes at =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Kind kind =
        at.isRegularFile()
            ? Kind.FILE
            : at.isDirectory() ? Kind.FOLDER : at.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    String target = kind == Kind.LINK ? Names.rawTarget(Files.readSymbolicLink(file)) : "";
    long size = kind == Kind.FILE ? at.size() : 0;
    int mode = kind == Kind.LINK ? 0777 : mode(at.permissions());
    long nanos = at.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new LocalEntry(path, file, kind, size, nanos, mode, target);
  }

  /** What something is that is neither file, folder nor link. */
  static String kindOfOther(Path file) {
    try {
      Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return switch (((Integer) mode) & 0170000) {
        case 0010000 -> "a pipe";
        case 0140000 -> "a socket";
        default -> "a device";
      };
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return "no file";
    }
  }

  /** Opening a pipe waits until somebody writes into it: only what is a file is opened. */
  static InputStream open(Path file) throws IOException {
    if (look("", file).kind() != Kind.FILE) {
      throw new NoSuchFileException(file.toString());
    }
    return Files.newInputStream(file);
  }

  /** Whether no file is there any more since it was looked at. */
  static boolean isGone(Path file) {
    try {
      return look("", file).kind() != Kind.FILE;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The reason alone, in a person's words; the path is told beside it. */
  static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "it is not there any more";
      case FileSystemException named when named.getReason() != null -> named.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** 0 when there is no such regular file. */
  static long sizeOf(Path file) {
    try {
      LocalEntry here = look("", file);
      return here.kind() == Kind.FILE ? here.size() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (int i = 0; i < BITS.length; i++) {
      mode |= permissions.contains(BITS[i]) ? 1 << i : 0;
    }
    return mode;
  }

  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.length; i++) {
      if ((mode & 1 << i) != 0) {
        permissions.add(BITS[i]);
      }
    }
    return permissions;
  }

  static FileTime time(long nanos) {
    return FileTime.from(nanos, TimeUnit.NANOSECONDS);
  }

  static RemoteException failure(String doing, IOException e) {
    String said = doing + ": " + (e instanceof AccessDeniedException ? why(e) : e.toString());
    String why = String.valueOf(e.getMessage());
    return new RemoteException(
        why.contains("No space left") || why.contains("Disk quota exceeded")
            ? new RemoteProblem.LocalDiskFull(said)
            : new RemoteProblem.LocalFailure(said),
        e);
  }
}
