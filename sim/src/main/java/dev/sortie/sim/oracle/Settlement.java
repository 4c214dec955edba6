package dev.sortie.sim.oracle;

import dev.sortie.sim.market.Contract;
import dev.sortie.sim.market.GuardDog;
import dev.sortie.sim.time.Agenda;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Judges the time and the money of each stretch for which an instance existed. */
final class Settlement {
  private static final long GUARD_BOUND = 120_000;

  private final Agenda agenda;
  private final BiConsumer<Oracle, String> violated;
  private final Spans outages = new Spans();
  private final Spans alone = new Spans();
  private final Bounds live;
  private final Bounds guard;
  private long aloneSince;
  private boolean livingNow;

  Settlement(Agenda agenda, BiConsumer<Oracle, String> violated, Bounds live, Bounds guard) {
    this.agenda = agenda;
    this.violated = violated;
    this.live = live;
    this.guard = guard;
  }

  void outage(long from, long to) {
    outages.add(from, to);
  }

  /** Whether a process lives that could act. */
  void living(boolean now) {
    if (now && !livingNow) {
      alone.add(aloneSince, agenda.now());
    } else if (!now && livingNow) {
      aloneSince = agenda.now();
    }
    livingNow = now;
  }

  /** Nothing more will happen: what still exists is judged as if it ended now. */
  void finish(List<Account> accounts, double ceilingNanos) {
    long now = agenda.now();
    double spent = 0;
    double excused = 0;
    for (Account account : accounts) {
      if (account.contract.exists()) {
        settle(account, now);
      }
      spent += account.contract.cost(now);
      double perMilli =
          (account.contract.terms().gpuPerHour() + account.contract.terms().diskPerHour()) / 3.6e6;
      excused += perMilli * account.excusedByMarket;
      if (alone.within(account.contract.created(), now) > 0 || !livingNow) {
        // Nobody was there to tell the guard of another price.
        excused += account.contract.surcharge(now);
      }
      if (!account.lease.intended) {
        violated.accept(Oracle.EXPLAINED, "an instance without an intent: " + account.lease.id);
      }
    }
    if (spent > ceilingNanos + excused) {
      violated.accept(
          Oracle.CEILING,
          String.format(
              Locale.ROOT,
              "spent $%.5f of $%.5f (%.5f excused)",
              spent / 1e9,
              ceilingNanos / 1e9,
              excused / 1e9));
    }
  }

  /** A stretch of existence is over: how much of it was after the intended end? */
  void settle(Account account, long now) {
    guardHeld(account, now);
    boolean late = account.returned || account.cameBack;
    if (late && !account.contract.wasHeardOf()) {
      account.unseen += account.contract.cost(now) - account.costBefore;
    }
    if (account.unwanted < 0 || now <= account.unwanted) {
      return;
    }
    long from = Math.max(account.since, account.unwanted);
    Spans excuses = new Spans();
    excuses.addAll(outages);
    excuses.addAll(alone);
    if (!livingNow) {
      excuses.add(aloneSince, now);
    }
    // What comes (back) after its lease was closed, with nobody there, is left to its guard.
    account.excusedByMarket += (account.returned ? excuses : outages).within(from, now);
    account.raw += now - from;
    account.unexcused += now - from - excuses.within(from, now);
    boolean known = account.lease.instance == account.contract.id();
    boolean forgotten = !known || account.returned;
    if (forgotten && !account.contract.label().endsWith("-" + account.lease.id)) {
      // Somebody took the label off and no lease stands for it: only its guard can know it.
      return;
    }
    live.add(account.unexcused);
    if (account.unexcused > Oracles.LIVE_BOUND) {
      violated.accept(
          Oracle.ENDS_IN_TIME,
          "instance "
              + account.contract.id()
              + " was billed "
              + account.unexcused / 1000
              + " s after its intended end while a controller lived");
    }
  }

  /** The machine must have ended itself when nobody else did. */
  private void guardHeld(Account account, long now) {
    Contract contract = account.contract;
    GuardDog dog = contract.dog();
    long late = now - dog.due();
    if (!contract.terms().guarded() || !dog.isArmed() || late <= 0) {
      return;
    }
    if (dog.isHelpless() || !contract.ranLast()) {
      account.excusedByMarket += late;
      return;
    }
    long over = late - outages.within(dog.due(), now);
    guard.add(over);
    if (over > GUARD_BOUND) {
      violated.accept(
          Oracle.ENDS_IN_TIME,
          "instance " + contract.id() + " outlived its guard's time by " + over / 1000 + " s");
    }
  }
}
