package dev.sortie.engine.actor;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Waits where the journal cannot be written for a while, such as on a full disk: whoever gave up
 * would leave a machine behind that nobody looks after. Tries for ever when there is no room, and
 * for some minutes when another process holds the file.
 */
public final class PatientJournal implements Journal {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int TRIES_WHEN_HELD = 20;

  private final Journal journal;
  private final Consumer<String> told;

  /**
   * @param told hears once what is waited for, and once when it goes on
   */
  public PatientJournal(Journal journal, Consumer<String> told) {
    this.journal = journal;
    this.told = told;
  }

  @Override
  public void append(AggregateId aggregate, long after, Instant at, List<? extends Fact> facts) {
    for (int tries = 1; ; tries++) {
      try {
        journal.append(aggregate, after, at, facts);
        if (tries > 1) {
          told.accept("the journal can be written again");
        }
        return;
      } catch (TroubleException e) {
        if (!mayPass(e.trouble(), tries)) {
          throw e;
        }
        if (tries == 1) {
          told.accept(waiting(e.trouble()));
        }
        pause(e);
      }
    }
  }

  private static boolean mayPass(Trouble trouble, int tries) {
    boolean held = trouble.cause() == Cause.STATE_LOCKED && tries < TRIES_WHEN_HELD;
    return held || trouble.cause() == Cause.LOCAL_DISK_FULL;
  }

  private static String waiting(Trouble trouble) {
    return trouble.cause().code() + " " + trouble.happened() + "; waiting, nothing is lost";
  }

  private static void pause(TroubleException why) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }

  @Override
  public List<Entry> read(AggregateId aggregate) {
    return journal.read(aggregate);
  }

  @Override
  public List<AggregateId> all(AggregateId.Kind kind) {
    return journal.all(kind);
  }

  @Override
  public List<AggregateId> open(AggregateId.Kind kind) {
    return journal.open(kind);
  }
}
