package dev.sortie.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.run.Progress;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunPhase;
import dev.sortie.core.run.RunSignal;
import dev.sortie.core.run.Search;
import dev.sortie.core.run.Tenancy;
import dev.sortie.core.run.Verdict;
import dev.sortie.engine.lease.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever goes on with a run hears of its machines what their driver would have told it. */
class SuccessionTest {
  private static final LeaseId LEASE = new LeaseId("lease001");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final InstanceId INSTANCE = new InstanceId(7);

  @Test
  void aMachineThatAPersonEndedIsNotReplaced() {
    EndReason asked = new EndReason(EndReason.Kind.ASKED, "sortie down");
    assertThat(
            badNews(
                new LeaseEvent.Rented(INSTANCE),
                new LeaseEvent.EndWanted(asked),
                new LeaseEvent.Gone()))
        .hasValueSatisfying(bad -> assertThat(bad.mayRetry()).isFalse());
  }

  @Test
  void aMachineThatWasLostAndEndedIsReplaced() {
    EndReason lost = new EndReason(EndReason.Kind.INSTANCE_LOST, "it vanished");
    assertThat(
            badNews(
                new LeaseEvent.Rented(INSTANCE),
                new LeaseEvent.EndWanted(lost),
                new LeaseEvent.Gone()))
        .hasValueSatisfying(bad -> {
          assertThat(bad.mayRetry()).isTrue();
          assertThat(bad.said()).isEqualTo("it vanished");
        });
  }

  @Test
  void whatWasRefusedForWantOfCreditIsNotTriedOnAnotherOffer() {
    assertThat(badNews(new LeaseEvent.NotRented(NotRentedReason.NO_CREDIT, "no credit")))
        .hasValueSatisfying(bad -> {
          assertThat(bad.mayRetry()).isFalse();
          assertThat(bad.cause()).isEqualTo(Cause.CREDIT);
        });
  }

  @Test
  void anIntentThatNeverCameAboutIsNoBadNewsOfItsOwn() {
    assertThat(signals(Optional.empty())).first().isInstanceOf(RunSignal.LeaseClosed.class);
  }

  private static Optional<RunSignal.LeaseTurnedBad> badNews(LeaseEvent... facts) {
    LeaseMachine machine = new LeaseMachine();
    Lease lease =
        machine.evolve(machine.initial(), new LeaseEvent.Intended(Terms.SOME.as(LEASE)), NOON);
    for (LeaseEvent fact : facts) {
      lease = machine.evolve(lease, fact, NOON);
    }
    List<RunSignal> signals = signals(Optional.of(lease));
    assertThat(signals.get(1)).isInstanceOf(RunSignal.LeaseClosed.class);
    return signals.stream()
        .limit(1)
        .filter(RunSignal.LeaseTurnedBad.class::isInstance)
        .map(RunSignal.LeaseTurnedBad.class::cast)
        .findFirst();
  }

  private static List<RunSignal> signals(Optional<Lease> lease) {
    List<LeaseId> taken = new ArrayList<>();
    List<RunSignal> signals =
        Succession.signals(working(), _ -> lease, taken::add, NOON, "process 2");
    assertThat(taken).as("what is over wants no driver").isEmpty();
    return signals;
  }

  private static Run working() {
    return new Run(
        Optional.empty(),
        new Tenancy(Optional.of(LEASE), 0, Map.of(), 1, List.of(LEASE), Map.of()),
        new Progress(
            RunPhase.WORKING,
            1,
            List.of(),
            Optional.empty(),
            0,
            0,
            0,
            Optional.empty(),
            0,
            Optional.empty(),
            0,
            Optional.empty()),
        new Verdict(Optional.empty(), List.of(), false),
        new Search(Optional.empty(), 0, Optional.empty(), Optional.empty(), 0));
  }
}
