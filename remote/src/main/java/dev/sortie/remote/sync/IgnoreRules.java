package dev.sortie.remote.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules that hold in one folder: its own and those of the folders above it. Deeper ones
 * and later ones win. Paths are raw names.
 */
final class IgnoreRules {
  static final IgnoreRules NONE = new IgnoreRules(null, "", List.of());

  private final @Nullable IgnoreRules above;
  private final String folder;
  private final List<IgnorePattern> patterns;

  private IgnoreRules(@Nullable IgnoreRules above, String folder, List<IgnorePattern> patterns) {
    this.above = above;
    this.folder = folder;
    this.patterns = patterns;
  }

  static IgnoreRules of(List<String> lines) {
    return NONE.with("", lines);
  }

  /**
   * @param folder relative, empty or ending in a slash
   */
  IgnoreRules with(String folder, List<String> lines) {
    List<IgnorePattern> parsed = new ArrayList<>();
    for (String line : lines) {
      IgnorePattern.parse(Names.raw(line)).ifPresent(parsed::add);
    }
    return parsed.isEmpty() ? this : new IgnoreRules(this, folder, parsed.reversed());
  }

  boolean isEmpty() {
    return above == null;
  }

  /** What the rules say of this path alone: empty when they say nothing. */
  Optional<Boolean> ignores(String path, boolean isFolder) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (IgnoreRules rules = this; rules != null; rules = rules.above) {
      for (IgnorePattern pattern : rules.patterns) {
        if (pattern.matches(path.substring(rules.folder.length()), name, isFolder)) {
          return Optional.of(!pattern.negated());
        }
      }
    }
    return Optional.empty();
  }

  /** Is the path or a folder above it matched? As git: nothing comes back below a match. */
  boolean covers(String path, boolean isFolder) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (ignores(path.substring(0, slash), true).orElse(false)) {
        return true;
      }
    }
    return ignores(path, isFolder).orElse(false);
  }
}
