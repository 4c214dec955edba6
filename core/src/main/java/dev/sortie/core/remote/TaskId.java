package dev.sortie.core.remote;

import java.util.regex.Pattern;

/** Names one detached task on one machine; letters, digits, dot, dash and underscore. */
public record TaskId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public TaskId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a task id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
