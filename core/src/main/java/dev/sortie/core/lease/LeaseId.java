package dev.sortie.core.lease;

import java.util.regex.Pattern;

/** Names a lease: eight lower-case letters and digits, part of the label on the market. */
public record LeaseId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,24}");

  public LeaseId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a lease id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
