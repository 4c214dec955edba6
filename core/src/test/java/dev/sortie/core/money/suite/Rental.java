package dev.sortie.core.money.suite;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Offer;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.samples.Dice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One rental from its intent to its end on the market: our side decides by {@link Lease#deadline},
 * the bill is kept beside it. Times are milliseconds from the intent.
 */
final class Rental {
  /** What a count, the news of it and the end of the work take at most, milliseconds. */
  private static final int SLOWEST = 5_000;

  private static final long LOOK_MILLIS = 3_000;
  private static final long TEARDOWN_MILLIS = Budget.TEARDOWN.toMillis();

  private final Dice dice;
  private final Candidate candidate;
  private final LeaseTerms terms;
  private final Instant intent;
  private final Fate fate;
  private final Bill bill = new Bill();
  private final LeaseMachine machine = new LeaseMachine();
  private Lease lease;
  private long now;
  private long running = Long.MAX_VALUE;
  private long halted = Long.MAX_VALUE;
  private long bytesIn;
  private long bytesOut;
  private long tolled = Long.MAX_VALUE;

  Rental(Dice dice, Candidate candidate, LeaseTerms terms, Instant intent, Fate fate) {
    this.dice = dice;
    this.candidate = candidate;
    this.terms = terms;
    this.intent = intent;
    this.fate = fate;
    this.lease = machine.evolve(machine.initial(), new LeaseEvent.Intended(terms), intent);
  }

  /** What the market charges, and what we thought when we had enough of it. */
  record Outcome(Bill bill, Meter meter, Instant left, boolean worked) {}

  /**
   * @param load from creation to running
   * @param work how long tasks take
   * @param in bytes the work receives, {@code out} sends, without anybody having said so before
   * @param tail from our last word to the end on the market
   */
  Outcome live(long load, long work, long in, long out, long tail) {
    long created = dice.between(0, 2_000);
    now = created;
    boolean worked = boot(created + load) && work(work, in, out);
    long left = now;
    Meter meter = lease.meter().orElseThrow();
    long ended = fate == Fate.ALONE ? guardEnds() : left + tail;
    bill.existed(ended - created);
    bill.ran(Math.min(ended, halted) - running);
    return new Outcome(bill, meter, at(left), worked);
  }

  private boolean boot(long runs) {
    Patience patience = terms.patience();
    if (fate == Fate.STUCK) {
      now = Math.min(now + patience.boot().toMillis() + LOOK_MILLIS, deadline() + LOOK_MILLIS);
      return false;
    }
    running = runs;
    now = runs + dice.between(0, LOOK_MILLIS);
    Meter meter = Meter.starting(terms.rates(), intent);
    note(meter.running(at(Math.max(0, now - LOOK_MILLIS))));
    now += fate == Fate.NO_SSH ? patience.ssh().toMillis() : dice.between(500, 40_000);
    if (now > deadline()) {
      now = deadline();
    }
    return fate != Fate.NO_SSH && now < workEnds();
  }

  private boolean work(long work, long in, long out) {
    move(terms.reserve().bytesDown(), 0, false);
    long lasts = fate == Fate.ENDLESS ? Long.MAX_VALUE / 4 : work;
    long until = Math.min(now + lasts, workEnds());
    if (fate == Fate.LOST && until > now) {
      halted = dice.between(now, until);
      now = halted + dice.between(10_000, 300_000);
      now = Math.min(now, deadline());
      return false;
    }
    if (fate == Fate.ALONE) {
      tolled = tolled(in, out);
      return false;
    }
    move(in, out, true);
    now = Math.max(now, Math.min(until, workEnds()));
    boolean done = now < workEnds();
    // Results come home; what is not there by the deadline stays.
    move(0, terms.reserve().bytesUp(), false);
    return done;
  }

  /**
   * Bytes go over the wire at the speed of the link, and are counted as they go.
   *
   * @param stops whether this is work, which ends in time for results to come home
   */
  private void move(long in, long out, boolean stops) {
    Offer offer = candidate.offer();
    long restIn = in;
    long restOut = out;
    while (restIn + restOut > 0 && now < (stops ? workEnds() : deadline())) {
      long span = countEvery() + dice.between(0, SLOWEST);
      long mostIn = most(offer.downMbps(), span);
      long mostOut = most(offer.upMbps(), span);
      long stepIn = Math.min(restIn, mostIn);
      long stepOut = Math.min(restOut, mostOut);
      restIn -= stepIn;
      restOut -= stepOut;
      bytesIn += stepIn;
      bytesOut += stepOut;
      bill.received(stepIn);
      bill.sent(stepOut);
      now += Math.max(span * stepIn / mostIn, span * stepOut / mostOut) + 1;
      lease =
          machine.evolve(
              lease, new LeaseEvent.TrafficCounted(new Traffic(bytesIn, bytesOut)), at(now));
    }
  }

  /**
   * Nobody counts any more but the guard, every two seconds; what it knows is the last renewal.
   *
   * @return when it ends the instance because bytes and time have cost what may be spent
   */
  private long tolled(long in, long out) {
    Toll toll = lease.toll(at(now));
    Bill bytes = new Bill();
    bytes.received(bytesIn);
    bytes.sent(bytesOut);
    long time = now;
    long restIn = in;
    long restOut = out;
    while (true) {
      BigDecimal forTime = toll.perHour().perHourFor(Duration.ofMillis(time - now)).dollars();
      BigDecimal used = bytes.dollars(terms.rates()).add(forTime);
      boolean over = used.compareTo(toll.atMost().dollars()) > 0;
      boolean still = restIn + restOut == 0;
      if (still && !over) {
        return time + millisFor(toll.atMost().dollars().subtract(used)) + dice.between(0, 5_000);
      }
      long span = over ? dice.between(0, 3_000) : 2_000;
      long stepIn = Math.min(restIn, most(candidate.offer().downMbps(), span));
      long stepOut = Math.min(restOut, most(candidate.offer().upMbps(), span));
      restIn -= stepIn;
      restOut -= stepOut;
      bytes.received(stepIn);
      bytes.sent(stepOut);
      bill.received(stepIn);
      bill.sent(stepOut);
      time += span;
      if (over) {
        return time;
      }
    }
  }

  private long millisFor(BigDecimal dollars) {
    return dollars
        .multiply(BigDecimal.valueOf(3_600_000))
        .divide(terms.rates().perHour().dollars(), RoundingMode.DOWN)
        .longValue();
  }

  private static long most(double mbps, long millis) {
    return Math.max(1, (long) (mbps * 1e6 / 8 * millis / 1000));
  }

  private long countEvery() {
    return Budget.countEvery(terms.cap(), terms.rates()).toMillis();
  }

  /** It counts the agreed life from the container's start, looks every 30 s, and may fail once. */
  private long guardEnds() {
    return Math.min(tolled, running + terms.life().toMillis() + dice.between(0, 45_000));
  }

  private void note(Meter meter) {
    lease =
        new Lease(
            lease.terms(),
            lease.phase(),
            Optional.of(meter),
            lease.endWanted(),
            lease.own(),
            lease.misled(),
            lease.marketEnd());
  }

  private long deadline() {
    return Duration.between(intent, lease.deadline().orElseThrow()).toMillis();
  }

  private long workEnds() {
    return deadline() - TEARDOWN_MILLIS;
  }

  private Instant at(long millis) {
    return intent.plusMillis(millis);
  }
}
