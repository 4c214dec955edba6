package dev.sortie.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sha256 of files here, and what {@code sha256sum} said of them on the machine. */
final class Hashes {
  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (.+)$");

  private Hashes() {}

  /** Of every file below a folder, by its path in it; the notes of the pull itself left out. */
  static Map<String, String> of(Path folder) {
    Map<String, String> hashes = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return hashes;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString();
        if (name.matches("(.*/)?\\.sortie-[0-9a-f]{16}/.*")) {
          continue;
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(name, HexFormat.of().formatHex(hash));
      }
      return hashes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> printedBy(CliProcess run) {
    return printedBy(run, "./");
  }

  /**
   * @param prefix what comes before the path within the outputs
   */
  static Map<String, String> printedBy(CliProcess run, String prefix) {
    Map<String, String> hashes = new TreeMap<>();
    for (String line : run.lines()) {
      Matcher sum = SUM.matcher(line);
      if (sum.find()) {
        String path = sum.group(2);
        hashes.put(path.startsWith(prefix) ? path.substring(prefix.length()) : path, sum.group(1));
      }
    }
    return hashes;
  }
}
