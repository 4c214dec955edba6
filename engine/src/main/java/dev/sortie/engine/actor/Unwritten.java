package dev.sortie.engine.actor;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;

/** What the journal could not be told the end of. */
final class Unwritten {
  private Unwritten() {}

  static TroubleException of(AggregateId id, int facts) {
    String next =
        switch (id.kind()) {
          case RUN -> "make the state folder writable, then `sortie down " + id.value() + "`";
          case LEASE -> "make the state folder writable, then `sortie down --all`";
        };
    return new Trouble(
            Cause.STATE_LOCKED,
            "the last " + facts + " facts of " + id + " could not be written",
            "what it brought home is here; the journal shows it as it was before",
            next + " looks what is left and closes it there too")
        .asException();
  }
}
