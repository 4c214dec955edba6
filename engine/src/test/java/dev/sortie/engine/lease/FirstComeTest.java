package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.engine.actor.Performer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstComeTest implements Performer<LeaseAction, LeaseSignal> {
  private static final LeaseAction RENT = new LeaseAction.Rent(Terms.SOME);

  private static final List<LeaseSignal> HEARD = List.of(new LeaseSignal.Tick());

  private final List<LeaseAction> performed = new ArrayList<>();

  @Override
  public List<LeaseSignal> perform(LeaseAction action) {
    performed.add(action);
    return HEARD;
  }

  @Override
  public List<LeaseSignal> fault(LeaseAction action, RuntimeException fault) {
    return HEARD;
  }

  @Test
  void whoIsLateIsToldSoWithoutACall() throws InterruptedException {
    assertThat(new FirstCome(this, _ -> true).perform(RENT))
        .singleElement()
        .isInstanceOfSatisfying(
            LeaseSignal.RentAnswered.class,
            answer -> assertThat(answer.outcome()).isInstanceOf(RentOutcome.OfferGone.class));
    assertThat(performed).isEmpty();
  }

  @Test
  void whoWasFirstCallsAndNothingElseIsHeldUp() throws InterruptedException {
    assertThat(new FirstCome(this, _ -> false).perform(RENT)).isEqualTo(HEARD);
    assertThat(new FirstCome(this, _ -> true).perform(new LeaseAction.TakeInventory()))
        .isEqualTo(HEARD);
    assertThat(performed).containsExactly(RENT, new LeaseAction.TakeInventory());
  }

  @Test
  void whatIsHeardOfAFaultIsHeardHereToo() {
    assertThat(new FirstCome(this, _ -> true).fault(RENT, new IllegalStateException()))
        .isEqualTo(HEARD);
  }
}
