package dev.sortie.remote.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names that are two on the machine and one here: many a disk takes {@code A} for {@code a}, and
 * one way to write an accent for the other. The second would silently replace the first.
 */
final class Twins {
  private Twins() {}

  /** Does the disk of this folder, which is ours, tell upper from lower case? */
  static boolean areToldApart(Path folder) throws IOException {
    // A name of its own: another pull into this folder may ask at the same time.
    Path probe = Files.createTempFile(folder, "case", "");
    Path other = folder.resolve(probe.getFileName().toString().toUpperCase(Locale.ROOT));
    try {
      return !Files.exists(other, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** All but the first of each name, and why they cannot be here; folders may share one. */
  static Map<String, String> among(List<RemoteEntry> entries) {
    Map<String, RemoteEntry> first = new HashMap<>();
    Map<String, String> refused = new TreeMap<>();
    // The same one at each pull, in whatever order the machine lists them.
    entries.stream()
        .sorted(Comparator.comparing(RemoteEntry::path))
        .forEach(entry -> {
          RemoteEntry twin = first.putIfAbsent(folded(entry.path()), entry);
          if (twin != null && (twin.kind() != Kind.FOLDER || entry.kind() != Kind.FOLDER)) {
            refused.put(
                entry.path(),
                "this computer takes its name for that of " + Names.shown(twin.path()));
          }
        });
    return refused;
  }

  private static String folded(String raw) {
    String upper = normal(Names.shown(raw)).toUpperCase(Locale.ROOT);
    return normal(upper.toLowerCase(Locale.ROOT));
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
