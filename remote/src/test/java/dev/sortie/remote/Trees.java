package dev.sortie.remote;

import dev.sortie.remote.sync.OwnFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes folders full of files and tells what a folder holds. */
final class Trees {
  private Trees() {}

  /** Each name with its kind, mode, and hash or target; what a pull keeps for itself left out. */
  static SortedMap<String, String> facts(Path folder) throws IOException {
    SortedMap<String, String> facts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String name = folder.relativize(file).toString();
        if (!name.isEmpty() && !file.startsWith(OwnFolders.in(folder))) {
          facts.put(name, facts(file, name));
        }
      }
    }
    return facts;
  }

  private static String facts(Path file, String name) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "-> " + Files.readSymbolicLink(file);
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    return Files.isDirectory(file) ? "folder" : mode + " " + hash(Files.readAllBytes(file));
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path write(Path file, String content) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.writeString(file, content);
  }

  static Path random(Path file, int bytes, long seed) throws IOException {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    write(file, "");
    return Files.write(file, content);
  }

  /** Small and middling files, an odd name, a link, empty things, a script. */
  static Path mixed(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      random(folder.resolve("d" + i % 7 + "/f" + i), random.nextInt(30_000), seed + i);
    }
    write(folder.resolve("-leading dash"), "dash");
    write(folder.resolve("with space/new\nline"), "odd");
    write(folder.resolve("ümlaut/日本"), "unicode");
    write(folder.resolve("quote's \"$HOME\" `x`"), "quotes");
    write(folder.resolve("n".repeat(120) + "/" + "m".repeat(150)), "long names");
    write(folder.resolve("empty"), "");
    Files.createDirectories(folder.resolve("empty folder/deeper"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("d1/f1"));
    Files.createSymbolicLink(folder.resolve("d2/up"), Path.of("../d1"));
    Path script = write(folder.resolve("run.sh"), "#!/bin/sh\necho run\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }
}
