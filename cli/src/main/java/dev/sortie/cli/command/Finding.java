package dev.sortie.cli.command;

import dev.sortie.core.error.Cause;
import java.util.Optional;

/**
 * What the doctor found out about one thing.
 *
 * @param cause what it is a case of, when it will make runs fail
 * @param fix what to do about it; empty when all is well
 */
record Finding(Grade grade, String subject, String text, String fix, Optional<Cause> cause) {
  /** How bad it is. */
  enum Grade {
    GOOD,
    /** Works, but may surprise. */
    WARNING,
    /** Runs will fail. */
    BAD
  }

  static Finding good(String subject, String text) {
    return new Finding(Grade.GOOD, subject, text, "", Optional.empty());
  }

  static Finding warning(String subject, String text, String fix) {
    return new Finding(Grade.WARNING, subject, text, fix, Optional.empty());
  }

  static Finding bad(String subject, String text, String fix, Cause cause) {
    return new Finding(Grade.BAD, subject, text, fix, Optional.of(cause));
  }
}
