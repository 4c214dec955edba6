package dev.sortie.core.market;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mark on an instance by which its owner finds it again (laws 2 and 3): {@code
 * sortie-<controller>-<lease>}. Unique per intent. vast.ai keeps up to 256 characters at create;
 * ours are under 60.
 */
public record Label(String controller, String lease) {
  private static final Pattern FORM = Pattern.compile("sortie-([a-z0-9]{4,16})-([a-z0-9]{4,24})");

  public Label {
    if (!FORM.matcher("sortie-" + controller + "-" + lease).matches()) {
      throw new IllegalArgumentException("not a label: " + controller + ", " + lease);
    }
  }

  /** The label in {@code text}, or nothing when it is not one of Sortie's. */
  public static Optional<Label> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Label(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "sortie-" + controller + "-" + lease;
  }
}
