package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where one machine lies on this computer: {@code fs} is what the instance sees as its root folder,
 * {@code state} what it never sees (host key, ports, traffic, the holder's process number).
 */
record MachineFolder(Path root) {
  /** The folders that belong to the instance, as on a rented machine. */
  static final List<String> OWN =
      List.of("app", "work", "workspace", "cache", "data", "root", "tmp");

  private static final String MODE = "unix:mode";
  private static final int OPEN = 01777;
  private static final int USUAL = 0755;
  private static final int PRIVATE = 0700;

  MachineFolder {
    root = root.toAbsolutePath().normalize();
  }

  Path fs() {
    return root.resolve("fs");
  }

  Path state() {
    return root.resolve("state");
  }

  Path holderFile() {
    return state().resolve("holder");
  }

  /** This computer's path of an absolute path inside the instance. */
  Path inside(String absolute) {
    return fs().resolve(absolute.substring(1));
  }

  /**
   * The same, unless the instance has put a link in its way that may lead out of its own folder.
   */
  Optional<Path> own(String absolute) throws IOException {
    Path file = inside(absolute);
    Path parent = file.resolveSibling("");
    boolean stays =
        !Files.isSymbolicLink(file)
            && Files.isDirectory(parent)
            && parent.toRealPath().startsWith(fs().toRealPath());
    return stays ? Optional.of(file) : Optional.empty();
  }

  /** Makes what is missing; what the instance made of its folders since stays. */
  void create() throws IOException {
    Files.createDirectories(fs());
    Files.createDirectories(state());
    Files.setAttribute(state(), MODE, PRIVATE);
    for (String name : OWN) {
      folder("/" + name, name.equals("tmp") ? OPEN : USUAL);
    }
    for (String name :
        List.of("/.practice", "/.practice/bin", "/etc", "/run", "/var", "/var/log")) {
      folder(name, USUAL);
    }
    folder("/var/tmp", OPEN);
    folder("/root/.ssh", PRIVATE);
    script("init.sh", state().resolve("init.sh"));
    script("watch.sh", state().resolve("watch.sh"));
    for (String name : List.of("pid1", "bin/nvidia-smi")) {
      Optional<Path> target = own("/.practice/" + name);
      if (target.isPresent()) {
        script(target.get().getFileName() + ".sh", target.get());
      }
    }
  }

  private void folder(String absolute, int mode) throws IOException {
    Optional<Path> path = own(absolute);
    if (path.isPresent() && !Files.exists(path.get(), LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(path.get());
      Files.setAttribute(path.get(), MODE, mode);
    }
  }

  /** Writes a small file whole or not at all. */
  void write(Path file, String text) throws IOException {
    Path half = state().resolve(file.getFileName() + ".new");
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Optional<String> read(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /** The process that a small file names. */
  Optional<ProcessStamp> stamp(Path file) throws IOException {
    return read(file).filter(text -> !text.isBlank()).map(ProcessStamp::parse);
  }

  void remove(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /**
   * Deletes everything, without following links.
   *
   * @throws IOException when a mount still lies below the folder, so that nothing foreign is lost
   */
  void delete() throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    refuseMounts();
    deleteAll(root);
  }

  private static void deleteAll(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      // A folder may have been closed by the instance, and we need not be root here.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      try (var entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          deleteAll(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }

  private void script(String resource, Path target) throws IOException {
    try (var in = MachineFolder.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the program lacks its own file " + resource);
      }
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void refuseMounts() throws IOException {
    Path table = Path.of("/proc/self/mounts");
    if (!Files.exists(table)) {
      return;
    }
    String below = " " + Fstab.escape(root.toRealPath().toString()) + "/";
    for (String line : Files.readAllLines(table)) {
      if (line.contains(below)) {
        throw new IOException(
            String.format(Locale.ROOT, "not deleting %s: still mounted: %s", root, line));
      }
    }
  }
}
