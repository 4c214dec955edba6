package dev.sortie.engine.run;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a run must be told when another process goes on with it (law 9): its driver may have died
 * between a fact of a lease and the same news to the run.
 */
final class Succession {
  private Succession() {}

  /**
   * @param leases a lease as the journal has it
   * @param takeUp called for each lease that still wants somebody to drive it
   * @param by who goes on with it, for people
   */
  static List<RunSignal> signals(
      Run run,
      Function<LeaseId, Optional<Lease>> leases,
      Consumer<LeaseId> takeUp,
      Instant now,
      String by) {
    List<RunSignal> signals = new ArrayList<>();
    for (LeaseId id : run.tenancy().open()) {
      Optional<Lease> lease = leases.apply(id);
      if (lease.isEmpty() || lease.get().isClosed()) {
        // Without a fact of its own nothing has ever left this machine for it (law 1).
        Usd spent = lease.map(known -> known.owedAt(now)).orElse(Usd.ZERO);
        lease.flatMap(over -> whyOver(id, over, now)).ifPresent(signals::add);
        signals.add(new RunSignal.LeaseClosed(id, spent));
        continue;
      }
      takeUp.accept(id);
      lease.get().endWanted().ifPresent(why -> signals.add(bad(id, lease.get(), why, now)));
    }
    signals.add(new RunSignal.Resumed(by));
    run.tenancy().open().stream()
        .flatMap(id -> leases.apply(id).stream().flatMap(lease -> up(run, id, lease)))
        .forEach(signals::add);
    return signals;
  }

  /** What a lease says only once: that it is dearer, is up, or that its guard died. */
  private static Stream<RunSignal> up(Run run, LeaseId id, Lease lease) {
    Stream<RunSignal> dearer = dearer(id, lease);
    if (!(lease.phase() instanceof LeasePhase.Up up)) {
      return dearer;
    }
    if (up.guard().lostAt().isPresent()) {
      return Stream.of(new RunSignal.GuardLost(id, "as its last driver saw"));
    }
    boolean ready = run.agreed().options().guard().isEmpty() || up.guard().provenAt().isPresent();
    return ready ? Stream.of(new RunSignal.LeaseReached(id)) : dearer;
  }

  /** Told before anything else could begin there. */
  private static Stream<RunSignal> dearer(LeaseId id, Lease lease) {
    return lease.terms().stream()
        .flatMap(terms ->
            lease
                .meter()
                .map(meter -> meter.rates().gpuPerHour())
                .filter(asked -> asked.isMoreThan(terms.rates().gpuPerHour()))
                .stream())
        .map(asked -> new RunSignal.PriceRaised(id, asked));
  }

  /** What was ended as asked, or refused for want of credit, is not to be had elsewhere. */
  private static Optional<RunSignal> whyOver(LeaseId id, Lease lease, Instant now) {
    return lease.phase() instanceof LeasePhase.NotRented(var why, var said)
        ? Optional.of(
            new RunSignal.LeaseTurnedBad(
                id, Outcomes.of(why), said, Outcomes.mayRetry(why), lease.owedAt(now)))
        : lease.endWanted().map(reason -> bad(id, lease, reason, now));
  }

  private static RunSignal bad(LeaseId id, Lease lease, EndReason why, Instant now) {
    Usd spent = lease.owedAt(now);
    return new RunSignal.LeaseTurnedBad(
        id,
        Outcomes.of(why.kind()),
        why.said(),
        why.kind().isMachinesFault(),
        spent,
        why.kind() == EndReason.Kind.FETCHED);
  }
}
