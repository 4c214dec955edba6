package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static dev.sortie.core.run.Tale.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A market asks more than it offered: the next offer, as long as nothing was done there. */
final class DearnessTest {
  private static final Usd DEAR = Usd.of("0.60");

  @Test
  void whatIsDearerThanOfferedIsGivenBackBeforeAnyWorkAndTheNextOfferIsTaken() {
    Tale tale = raised(Tale.opened(Plans.usual()), ONE);
    EndReason why = tale.ends().findFirst().orElseThrow().reason();
    assertThat(why.kind()).isEqualTo(EndReason.Kind.PRICE_RAISED);
    assertThat(why.said()).contains("raised from", "0.60", "before any work");
    tale.bad(ONE, Cause.PRICE_RAISED, true, "0.001");
    assertThat(opened(tale)).containsExactly(TWO);
    assertThat(tale.run.phase()).isEqualTo(RunPhase.RENTING);
    assertThat(tale.troubles()).isEmpty();
  }

  @Test
  void onceWorkIsUnderWayADearerMachineStays() {
    for (Tale tale : List.of(Tale.pushing(Plans.usual()), Tale.working(Plans.usual()))) {
      assertThat(raised(tale, ONE).last.actions()).isEmpty();
    }
  }

  @Test
  void theOnlyOfferThereIsIsTakenAsItIs() {
    assertThat(raised(Tale.opened(Plans.usual().candidates(1)), ONE).last.actions()).isEmpty();
  }

  @Test
  void whenEachAndEveryOneIsDearerTheFourthIsTakenAsItIs() {
    Tale tale = Tale.opened(Plans.usual().candidates(8));
    for (int which = 1; which <= 3; which++) {
      LeaseId lease = Samples.lease(which);
      assertThat(raised(tale, lease).ends()).hasSize(which);
      tale.bad(lease, Cause.PRICE_RAISED, true, "0.001").closed(lease);
    }
    assertThat(raised(tale, Samples.lease(4)).last.actions()).isEmpty();
    assertThat(tale.reached(Samples.lease(4)).run.phase()).isEqualTo(RunPhase.PUSHING);
  }

  @Test
  void otherMachinesThatFailedDoNotCountAsDear() {
    Tale tale = Tale.opened(Plans.usual().candidates(8));
    for (int which = 1; which <= 3; which++) {
      tale.bad(Samples.lease(which), Cause.STUCK_LOADING, true, "0.001");
    }
    assertThat(raised(tale, Samples.lease(4)).ends()).hasSize(1);
  }

  @Test
  void aStopIsNotDelayedByAPrice() {
    Tale tale = Tale.opened(Plans.usual()).stop();
    assertThat(raised(tale, ONE).ends())
        .noneMatch(end -> end.reason().kind() == EndReason.Kind.PRICE_RAISED);
  }

  private static Tale raised(Tale tale, LeaseId lease) {
    return tale.send(new RunSignal.PriceRaised(lease, DEAR));
  }

  private static List<LeaseId> opened(Tale tale) {
    return tale.last.actions().stream()
        .filter(RunAction.OpenLease.class::isInstance)
        .map(action -> ((RunAction.OpenLease) action).lease())
        .toList();
  }
}
