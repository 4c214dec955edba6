package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lays out a machine's own root folder, and writes the mount table that fills it: this computer's
 * programs read-only, everything else the machine's own. Nothing is mounted here.
 */
final class OwnRoot {
  private static final List<String> PROGRAMS =
      List.of("usr", "opt", "nix", "bin", "sbin", "lib", "lib32", "lib64", "libx32");
  private static final List<String> DEVICES =
      List.of("null", "zero", "full", "random", "urandom", "tty");
  private static final Set<String> KEPT_OUT =
      Set.of("shadow", "shadow-", "gshadow", "gshadow-", "sudoers", "environment");
  private static final long SMALL_BYTES = 64 * 1024;
  private static final Pattern OVERLAY_PATH = Pattern.compile("[^,:\\\\\"']+");
  private static final Path ETC = Path.of("/etc");
  private static final Path TOOLS = Path.of("/usr/local/sbin");

  private final MachineFolder folder;
  private final Fstab table = new Fstab();

  private OwnRoot(MachineFolder folder) {
    this.folder = folder;
  }

  static String lay(MachineFolder folder, PrivateMounts kind) throws IOException {
    OwnRoot root = new OwnRoot(folder);
    root.table.bind(folder.fs(), folder.fs());
    root.programs();
    root.devices();
    if (kind.overlay() && OVERLAY_PATH.matcher(folder.root().toString()).matches()) {
      root.overlayEtc(kind.userNamespace());
    } else {
      root.copyEtc();
    }
    root.kernel(kind.userNamespace());
    return root.table.toString();
  }

  /** Where the stand-in tools are seen inside; the usual first folder of PATH if there is one. */
  static String tools() {
    return Files.isDirectory(TOOLS) ? TOOLS.toString() : "/.practice/bin";
  }

  private void programs() throws IOException {
    for (String name : PROGRAMS) {
      Path source = Path.of("/", name);
      Path target = folder.fs().resolve(name);
      if (Files.isSymbolicLink(source)) {
        link(target, Files.readSymbolicLink(source));
      } else if (Files.isDirectory(source)) {
        Files.createDirectories(target);
        table.bindReadOnly(source, target);
      }
    }
    Path real = Path.of("/usr/bin/nvidia-smi");
    Path stand = folder.inside("/.practice/bin");
    if (Files.isDirectory(TOOLS)) {
      table.bind(stand, folder.inside(TOOLS.toString()));
    }
    if (Files.exists(real)) {
      table.bind(folder.inside("/.practice/nvidia-smi-by-path"), folder.inside(real.toString()));
      pathIndependentNvidiaSmi();
    }
  }

  /** A GPU computer's own nvidia-smi must not be seen, even when it is called by its full path. */
  private void pathIndependentNvidiaSmi() throws IOException {
    Path script = folder.inside("/.practice/nvidia-smi-by-path");
    Files.writeString(script, "#!/bin/sh\nexec /.practice/bin/nvidia-smi \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void devices() throws IOException {
    Path dev = Files.createDirectories(folder.inside("/dev"));
    for (String name : DEVICES) {
      if (Files.exists(Path.of("/dev", name))) {
        touch(dev.resolve(name));
        table.bind(Path.of("/dev", name), dev.resolve(name));
      }
    }
    link(dev.resolve("fd"), Path.of("/proc/self/fd"));
    link(dev.resolve("stdin"), Path.of("/proc/self/fd/0"));
    link(dev.resolve("stdout"), Path.of("/proc/self/fd/1"));
    link(dev.resolve("stderr"), Path.of("/proc/self/fd/2"));
    link(dev.resolve("ptmx"), Path.of("pts/ptmx"));
    table.mount(
        "devpts",
        Files.createDirectories(dev.resolve("pts")),
        "newinstance,ptmxmode=0666,mode=620");
    table.mount("tmpfs", Files.createDirectories(dev.resolve("shm")), "mode=1777");
  }

  /** An /etc that can be written: the computer's, with what the machine changes laid over it. */
  private void overlayEtc(boolean userNamespace) throws IOException {
    Path own = folder.inside("/etc");
    touch(own.resolve("environment"));
    for (String name : KEPT_OUT) {
      if (Files.exists(ETC.resolve(name))) {
        touch(own.resolve(name));
      }
    }
    Path resolver = ETC.resolve("resolv.conf");
    if (Files.isSymbolicLink(resolver) && !Files.exists(own.resolve("resolv.conf"))) {
      etcEntry(resolver, own.resolve("resolv.conf"));
    }
    // Overlay wants both on one mount, and fs becomes a mount of its own.
    Path work = Files.createDirectories(folder.inside("/.practice/etc-work"));
    String options = "lowerdir=" + ETC + ",upperdir=" + own + ",workdir=" + work;
    table.mount("overlay", own, Fstab.escape(options) + (userNamespace ? ",userxattr" : ""));
  }

  /** The same without overlays: small files are copies, folders are links to the computer's. */
  private void copyEtc() throws IOException {
    Path computers = Files.createDirectories(folder.inside("/.etc"));
    table.bindReadOnly(ETC, computers);
    touch(folder.inside("/etc/environment"));
    try (var entries = Files.newDirectoryStream(ETC)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        Path own = folder.inside("/etc").resolve(name);
        if (!KEPT_OUT.contains(name) && !Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
          etcEntry(entry, own);
        }
      }
    }
  }

  private static void etcEntry(Path entry, Path own) throws IOException {
    boolean resolver = entry.endsWith("resolv.conf") && Files.isReadable(entry);
    if (Files.isSymbolicLink(entry) && !resolver) {
      link(own, Files.readSymbolicLink(entry));
    } else if (Files.isRegularFile(entry)
        && Files.isReadable(entry)
        && Files.size(entry) <= SMALL_BYTES) {
      Files.copy(entry, own);
    } else {
      link(own, Path.of("/.etc", entry.getFileName().toString()));
    }
  }

  private void kernel(boolean userNamespace) throws IOException {
    Path sys = Files.createDirectories(folder.inside("/sys"));
    if (userNamespace) {
      // The kernel keeps such a mount's flags locked, and root of a user namespace is nobody there.
      table.bind(Path.of("/sys"), sys);
    } else {
      table.bindReadOnly(Path.of("/sys"), sys);
    }
    table.mount("proc", Files.createDirectories(folder.inside("/proc")), "defaults");
  }

  private static void link(Path at, Path text) throws IOException {
    if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(at, text);
    }
  }

  private static void touch(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // Left from an earlier start; whatever it holds is the machine's own.
      return;
    }
  }
}
