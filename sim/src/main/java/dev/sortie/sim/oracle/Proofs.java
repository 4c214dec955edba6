package dev.sortie.sim.oracle;

import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.sim.time.Agenda;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Judges what is taken for gone, or for never rented, by what was true on the market and by the
 * durations that are promised, whatever the product counted itself.
 */
final class Proofs {
  /** For so long a label is looked up before nothing was rented. */
  private static final long LOOK_UP = 90_000;

  /** For so long an instance must have been absent before it is gone. */
  private static final long ABSENCE = 12_000;

  private static final int LISTINGS = 2;

  /** An answer may be so long on its way. */
  private static final long ON_ITS_WAY = 16_000;

  /** And, when it has come, wait so long for a journal that cannot be written. */
  private static final long STALE = 30_000;

  /** Who is back for less than this between two looks is seen by nobody. */
  private static final long UNSEEN = 2_500;

  private final Agenda agenda;
  private final BiConsumer<Oracle, String> violated;
  private long ahead;

  Proofs(Agenda agenda, BiConsumer<Oracle, String> violated) {
    this.agenda = agenda;
    this.violated = violated;
  }

  /** The clock here was set: a wait by it is shorter by as much. */
  void clockSet(long millis) {
    ahead += Math.max(0, millis);
  }

  void unclear(LeaseWatch lease) {
    lease.unclear = agenda.now();
    lease.unclearAhead = ahead;
    lease.listings = 0;
  }

  void ended(Account account) {
    Absence last = account.absences.isEmpty() ? null : account.absences.getLast();
    if (last != null && agenda.now() - last.until <= UNSEEN) {
      last.until = -1;
    } else {
      account.absences.add(new Absence(agenda.now(), ahead));
    }
  }

  void cameBack(Account account) {
    if (!account.absences.isEmpty()) {
      account.absences.getLast().until = agenda.now();
    }
  }

  /**
   * A complete listing was sent to whoever asked for one lease.
   *
   * @param isTrue whether it shows what is, not what was
   */
  void listed(LeaseWatch lease, boolean isTrue, List<Account> accounts) {
    lease.listings++;
    for (Account account : accounts) {
      if (account.lease != lease) {
        continue;
      }
      if (!account.contract.exists()) {
        account.absences.getLast().listings++;
      } else if (isTrue && isLabelled(account)) {
        account.shown = agenda.now();
      }
    }
  }

  /**
   * What the market has shown since then stands in no journal, and those to whom it was are gone.
   */
  void takenOver(long couldTell, List<Account> accounts) {
    for (Account account : accounts) {
      if (account.shown >= couldTell) {
        account.shown = -1;
      }
    }
  }

  void denied(Account account) {
    if (!account.contract.exists()) {
      account.absences.getLast().reads++;
    }
  }

  void notRented(LeaseWatch lease, NotRentedReason why, List<Account> accounts) {
    if (lease.creates == 0 || lease.refused && why.isProof()) {
      return;
    }
    long now = agenda.now();
    long looked = lease.unclear < 0 ? 0 : now - lease.unclear + ahead - lease.unclearAhead;
    if (why.isProof() || looked < LOOK_UP || lease.listings < LISTINGS) {
      violated.accept(
          Oracle.PROVEN_GONE,
          lease.id
              + " taken for not rented without proof: "
              + why
              + " after "
              + looked / 1000
              + " s and "
              + lease.listings
              + " listings");
    }
    for (Account account : accounts) {
      if (account.lease == lease && account.shown >= 0 && now - account.shown > ON_ITS_WAY) {
        violated.accept(
            Oracle.PROVEN_GONE,
            lease.id + " taken for not rented: " + account.contract.id() + " was shown");
      }
    }
  }

  void gone(LeaseWatch lease, Account account) {
    long now = agenda.now();
    for (Absence absence : account.absences.reversed()) {
      long until = absence.until < 0 ? now : absence.until;
      boolean fresh = now - until <= ON_ITS_WAY + STALE;
      boolean lasted = until - absence.from + ahead - absence.ahead >= ABSENCE;
      if (fresh && lasted && absence.listings >= LISTINGS && absence.reads > 0) {
        return;
      }
    }
    violated.accept(
        Oracle.PROVEN_GONE,
        lease.id
            + " taken for gone without proof: "
            + (account.absences.isEmpty()
                ? "it never was absent"
                : account.absences.getLast().words(now)));
  }

  private static boolean isLabelled(Account account) {
    return account.contract.label().endsWith("-" + account.lease.id);
  }

  /** A stretch in which an instance did not exist, and what was said of it in truth meanwhile. */
  static final class Absence {
    private final long from;
    private final long ahead;
    private long until = -1;
    private int listings;
    private int reads;

    Absence(long from, long ahead) {
      this.from = from;
      this.ahead = ahead;
    }

    private String words(long now) {
      return (until < 0 ? "absent for " : "there again, absent for ")
          + ((until < 0 ? now : until) - from) / 1000
          + " s, "
          + listings
          + " listings, "
          + reads
          + " reads";
    }
  }
}
