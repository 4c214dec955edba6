package dev.sortie.core.recipe;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of variables that a recipe may give to a machine: every one that a shell knows, but for
 * those by which the market and the guard know the instance (law 6), and those with which a shell
 * on the machine does not even start.
 */
public final class VariableName {
  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> OF_THE_MARKET = Set.of("CONTAINER_ID", "CONTAINER_API_KEY");
  private static final Set<String> OF_SHELLS = Set.of("OPTIND", "SHELLOPTS", "BASHOPTS");

  private VariableName() {}

  /** What speaks against a name; empty for a good one. */
  public static Optional<String> objection(String name) {
    if (!FORM.matcher(name).matches()) {
      return Optional.of("cannot name a variable, expected letters, digits and _");
    }
    if (name.startsWith("SORTIE_") || OF_THE_MARKET.contains(name)) {
      return Optional.of("is what the guard on the machine goes by, expected another name");
    }
    return OF_SHELLS.contains(name)
        ? Optional.of("would keep shells on the machine from starting, expected another name")
        : Optional.empty();
  }
}
