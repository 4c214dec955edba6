package dev.sortie.core.run;

import java.util.regex.Pattern;

/** Names a run: the job's name, made unique; usable as a folder name. */
public record RunId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

  public RunId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a run id: " + value);
    }
  }

  public static boolean isOne(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
