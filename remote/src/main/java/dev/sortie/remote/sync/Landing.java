package dev.sortie.remote.sync;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts files from a stranger into one local folder and nowhere else: names that climb out are
 * refused, nothing is written through a symbolic link, and a file gets its name only when it is
 * whole. Thread-safe.
 */
final class Landing {
  private final Path root;
  private final OwnFolder own;
  private final Capacity capacity;
  private final Optional<String> apart;
  private final Set<Path> realFolders = ConcurrentHashMap.newKeySet();
  private volatile Optional<Boolean> toldApart = Optional.empty();

  Landing(Path root) {
    this(root, Optional.empty());
  }

  /**
   * @param apart keeps the beginnings of files away from those of other processes
   */
  Landing(Path root, Optional<String> apart) {
    this.root = root;
    this.own = OwnFolder.in(root);
    this.capacity = new Capacity(own);
    this.apart = apart;
  }

  Path root() {
    return root;
  }

  OwnFolder own() {
    return own;
  }

  /** Whether what others have begun must be left alone. */
  boolean isApart() {
    return apart.isPresent();
  }

  /** Whether names here are as many as there; asked once. */
  boolean tellsNamesApart() {
    try {
      return toldApart.isPresent() ? toldApart.get() : probe();
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write to " + root, e);
    }
  }

  private synchronized boolean probe() throws IOException {
    own.make();
    boolean apart = Twins.areToldApart(own.folder());
    toldApart = Optional.of(apart);
    return apart;
  }

  /** A name that may not be written, and why. */
  static final class RefusedException extends IOException {
    private final String why;

    RefusedException(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /** The local place of a remote path. */
  Path place(String path) throws RefusedException {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new RefusedException("its name leads out of the folder");
      }
    }
    if (own.holds(path)) {
      throw new RefusedException("Sortie's own files lie here under that name");
    }
    return Names.below(root, path);
  }

  /** Makes the folder of {@code place} with all above; each must be a folder and no link. */
  void makeParents(Path place) throws IOException {
    makeFolder(parent(place));
  }

  private Path parent(Path place) {
    Path parent = place.getParent();
    return parent == null ? root : parent;
  }

  void makeFolder(Path folder) throws IOException {
    if (folder.equals(root) || realFolders.contains(folder)) {
      return;
    }
    makeFolder(parent(folder));
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new RefusedException(folder + " stands in the way and is no folder");
      }
    } catch (IOException e) {
      throw capacity.judge(e);
    }
    realFolders.add(folder);
  }

  /** Where the beginning of a file is kept until it is whole. */
  Path unfinished(String path) {
    return own.begun().resolve(unfinishedName(path));
  }

  /** Its name in the folder of all of them. */
  String unfinishedName(String path) {
    return OwnFolder.begunName(path, apart.orElse(""));
  }

  /** Before anything of it is fetched: what could never get its name here is refused. */
  void prepare(String path) throws IOException {
    Path place = place(path);
    makeParents(place);
    capacity.checkName(place);
  }

  /** Opens what is to become the file anew, with all folders above it. */
  OutputStream begin(RemoteEntry remote, Path unfinished) throws IOException {
    makeParents(unfinished);
    Set<PosixFilePermission> permissions = permissions(remote);
    try {
      return create(unfinished, permissions);
    } catch (FileAlreadyExistsException e) {
      // Left by an earlier try.
      Files.delete(unfinished);
      return create(unfinished, permissions);
    }
  }

  private static OutputStream create(Path part, Set<PosixFilePermission> permissions)
      throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(permissions)));
  }

  /** Some disks hold no large files. */
  void write(OutputStream out, byte[] buffer, int length, Path part) throws RefusedException {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("File too large")) {
        throw new RefusedException("it is too large for the disk of this computer");
      }
      throw LocalFiles.failure("cannot write " + part, e);
    }
  }

  /** Gives a whole file its name, time and mode; returns the time it has here. */
  long rename(RemoteEntry remote, Path part, Path place) throws IOException {
    makeParents(place);
    Set<PosixFilePermission> permissions = permissions(remote);
    if ((LocalFiles.mode(permissions) & 0022) != 0) {
      Files.setPosixFilePermissions(part, permissions);
    }
    Files.setLastModifiedTime(part, LocalFiles.time(remote.mtimeNanos()));
    try {
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        throw capacity.judge(e);
      }
      Files.delete(part);
      throw new RefusedException("a folder of that name stands here");
    }
    return remote.mtimeNanos();
  }

  /** Owners may always read and write what they paid for. */
  private static Set<PosixFilePermission> permissions(RemoteEntry remote) {
    return LocalFiles.permissions(remote.mode() | 0600);
  }

  /** Makes a symbolic link whose target stays inside the folder. */
  void link(RemoteEntry remote, Path place) throws IOException {
    checkTarget(remote);
    makeParents(place);
    if (Files.isSymbolicLink(place)) {
      if (Names.rawTarget(Files.readSymbolicLink(place)).equals(remote.target())) {
        return;
      }
      Files.delete(place);
    }
    try {
      Files.createSymbolicLink(place, target(remote.target()));
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException("something of that name stands here");
    } catch (IOException e) {
      throw capacity.judge(e);
    }
  }

  private static Path target(String raw) {
    // A link's target is bytes; through the URI form of an absolute path they survive.
    Path slash = Path.of("/");
    return raw.chars().allMatch(c -> c < 0x80)
        ? Path.of(raw)
        : slash.relativize(Names.below(slash, raw));
  }

  /** Climbing is allowed only at the start, where the folders above are known to be real. */
  private static void checkTarget(RemoteEntry remote) throws RefusedException {
    int depth = (int) remote.path().chars().filter(c -> c == '/').count();
    int climbed = 0;
    boolean down = false;
    for (String name : List.of(remote.target().split("/", -1))) {
      if (name.equals("..")) {
        climbed++;
        if (down || climbed > depth) {
          throw outside(remote);
        }
      } else if (!name.equals(".") && !name.isEmpty()) {
        down = true;
      }
    }
    if (remote.target().startsWith("/") || remote.target().isEmpty()) {
      throw outside(remote);
    }
  }

  private static RefusedException outside(RemoteEntry remote) {
    return new RefusedException(
        "symbolic link that points outside: " + Names.shown(remote.target()));
  }
}
