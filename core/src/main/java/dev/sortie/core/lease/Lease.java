package dev.sortie.core.lease;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One rental as folded from its facts.
 *
 * @param terms empty only before the first fact
 * @param meter what it has cost; empty only before the first fact
 * @param endWanted set once it is to be ended
 * @param own set once a row has shown our label on its instance; only that may be destroyed (law 3)
 * @param misled whether the market has named an instance that is not ours
 * @param marketEnd what is known of the end that the market holds
 */
public record Lease(
    Optional<LeaseTerms> terms,
    LeasePhase phase,
    Optional<Meter> meter,
    Optional<EndReason> endWanted,
    Optional<OwnInstance> own,
    boolean misled,
    MarketEnd marketEnd) {
  static final Lease UNOPENED =
      new Lease(
          Optional.empty(),
          new LeasePhase.Unopened(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          MarketEnd.NONE);

  public Lease(
      Optional<LeaseTerms> terms,
      LeasePhase phase,
      Optional<Meter> meter,
      Optional<EndReason> endWanted) {
    this(terms, phase, meter, endWanted, Optional.empty(), false, MarketEnd.NONE);
  }

  /** The terms of a lease that has been opened. */
  public LeaseTerms openedTerms() {
    return terms.orElseThrow(() -> new IllegalStateException("this lease was never opened"));
  }

  public Cost costAt(Instant now) {
    return switch (phase) {
      case LeasePhase.NotRented _ -> Cost.ZERO;
      case LeasePhase.Unopened _,
          LeasePhase.Renting _,
          LeasePhase.LookingUp _,
          LeasePhase.Booting _,
          LeasePhase.Up _,
          LeasePhase.Ending _,
          LeasePhase.Gone _ ->
          meter.map(m -> m.costAt(now)).orElse(Cost.ZERO);
    };
  }

  /**
   * What must be set aside for it: its cost; or, when it never appeared, what it would cost if it
   * did so after all (law 7).
   */
  public Usd owedAt(Instant now) {
    return phase instanceof LeasePhase.NotRented(var why, _) && !why.isProof()
        ? openedTerms().costIfLate()
        : costAt(now).total();
  }

  boolean isTimeUp(Instant now) {
    return deadline().map(end -> !now.isBefore(end)).orElse(false);
  }

  /**
   * When it will be ended at the latest: its agreed life, or earlier when more bytes went over the
   * wire than were set aside, so that the cap holds (law 7).
   */
  public Optional<Instant> deadline() {
    return meter.flatMap(m ->
        terms.map(t -> {
          Traffic paid = m.traffic().atLeast(t.reserve());
          Duration bought = Budget.longestFor(t.cap(), m.rates(), paid);
          Duration life = bought.compareTo(t.life()) < 0 ? bought : t.life();
          return m.existsSince().plus(life);
        }));
  }

  /** What the machine may use up from now on. */
  public Toll toll(Instant now) {
    return meter
        .map(m -> {
          Cost cost = m.costAt(now);
          return Budget.toll(openedTerms().cap(), m.rates(), cost.gpu().plus(cost.disk()));
        })
        .orElse(Toll.FREE);
  }

  /**
   * How many bytes may still be brought home for what is left of the cap, the tear-down paid (law
   * 7).
   */
  public long affordableBytes(Instant now) {
    return meter
        .map(m -> {
          Usd teardown = m.rates().perHour().perHourFor(Budget.TEARDOWN);
          Usd left = openedTerms().cap().minus(costAt(now).total()).minus(teardown);
          return m.rates().bytesUpFor(left);
        })
        .orElse(0L);
  }

  public Optional<InstanceId> instance() {
    return switch (phase) {
      case LeasePhase.Booting booting -> Optional.of(booting.instance());
      case LeasePhase.Up up -> Optional.of(up.instance());
      case LeasePhase.Ending ending -> Optional.of(ending.instance());
      case LeasePhase.Gone gone -> Optional.of(gone.instance());
      case LeasePhase.Unopened _,
          LeasePhase.Renting _,
          LeasePhase.LookingUp _,
          LeasePhase.NotRented _ ->
          Optional.empty();
    };
  }

  /** The same when at least this much went over the wire. */
  public Lease counting(Traffic atLeast) {
    return meter.map(m -> metered(m.counted(m.traffic().atLeast(atLeast)))).orElse(this);
  }

  /**
   * How whoever drives it now gets to its machine; empty unless that has been reached and is up.
   */
  public Optional<Login> login() {
    return phase instanceof LeasePhase.Up up
        ? Optional.of(login(up.hostKey(), up.address()))
        : Optional.empty();
  }

  Login login(HostKey key, SshAddress address) {
    return new Login(key, address, meter.map(Meter::traffic).orElse(Traffic.NONE));
  }

  public boolean isClosed() {
    return phase instanceof LeasePhase.Gone || phase instanceof LeasePhase.NotRented;
  }

  Lease in(LeasePhase other) {
    return new Lease(terms, other, meter, endWanted, own, misled, marketEnd);
  }

  Lease metered(Meter other) {
    return new Lease(terms, phase, Optional.of(other), endWanted, own, misled, marketEnd);
  }

  /** The first reason stands. */
  Lease ending(EndReason reason) {
    return new Lease(
        terms, phase, meter, Optional.of(endWanted.orElse(reason)), own, misled, marketEnd);
  }

  /** Its instance was seen with our label. */
  Lease owning(OwnInstance proven) {
    return new Lease(terms, phase, meter, endWanted, Optional.of(proven), misled, marketEnd);
  }

  Lease heldBy(MarketEnd other) {
    return new Lease(terms, phase, meter, endWanted, own, misled, other);
  }

  /** The market has named an instance that is not ours: ours, if there is one, has our label. */
  Lease misled(Instant at) {
    return new Lease(
        terms,
        new LeasePhase.LookingUp(at, 0),
        meter,
        endWanted,
        Optional.empty(),
        true,
        MarketEnd.NONE);
  }
}
