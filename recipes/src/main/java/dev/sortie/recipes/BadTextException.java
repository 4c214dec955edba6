package dev.sortie.recipes;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.util.Locale;

/** A file that a person wrote is no text that Sortie can read. */
public final class BadTextException extends RuntimeException {
  BadTextException(Place place, int unsigned, String charset) {
    super(
        String.format(Locale.ROOT, "%s: the byte 0x%02X is no %s text", place, unsigned, charset));
  }

  /** The same for the person at the command line. */
  public Trouble trouble(Cause cause) {
    return new Trouble(cause, String.valueOf(getMessage()), "save the file as UTF-8 and try again");
  }
}
