package dev.sortie.core.recipe;

/**
 * A variable of this computer's environment whose value is passed on to set-up and tasks.
 *
 * @param required whether nothing may be rented while it is not set
 */
public record SecretName(String name, boolean required) {
  private static final String OPTIONAL_MARK = "?";

  /** Reads {@code NAME}, or {@code NAME?} for one that may be missing. */
  public static SecretName parse(String text) {
    return text.endsWith(OPTIONAL_MARK)
        ? new SecretName(text.substring(0, text.length() - 1), false)
        : new SecretName(text, true);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return required ? name : name + OPTIONAL_MARK;
  }
}
