package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Law 7 while the run goes on. */
final class SpendingTest {
  private static final Plans USUAL = Plans.usual();

  @Test
  void halfAndFourFifthsOfTheCeilingAreToldOnceEach() {
    Tale tale = Tale.working(USUAL);
    assertThat(metered(tale, "0.49").last.facts()).isEmpty();
    assertThat(metered(tale, "0.5").last.facts())
        .containsExactly(new RunEvent.Warned(50, Usd.of("0.5")));
    assertThat(metered(tale, "0.6").last.facts()).isEmpty();
    assertThat(metered(tale, "0.81").last.facts())
        .containsExactly(new RunEvent.Warned(80, Usd.of("0.81")));
    assertThat(metered(tale, "0.9").last.facts()).isEmpty();
  }

  @Test
  void aJumpOverBothLevelsIsToldOnce() {
    Tale tale = Tale.working(USUAL);
    assertThat(metered(tale, "0.95").last.facts()).hasSize(1);
    assertThat(metered(tale, "0.6").last.facts()).isEmpty();
  }

  @Test
  void workStopsSoonerWhenTheLeaseWillEndSooner() {
    Tale tale = Tale.working(USUAL);
    Instant deadline = tale.now.plus(Duration.ofMinutes(20));
    tale.send(new RunSignal.Metered(ONE, Usd.of("0.1"), deadline));
    Instant workEnds = deadline.minus(Budget.TEARDOWN);
    assertThat(tale.last.facts()).containsExactly(new RunEvent.TimeCut(ONE, workEnds));
    tale.now = workEnds;
    assertThat(tale.tick().last.actions()).containsExactly(new RunAction.CancelWork(ONE));
    assertThat(tale.worked(1, 143).pulled(Tale.HOME).troubles())
        .containsExactly(Cause.CEILING_REACHED);
  }

  @Test
  void workIsNeverGivenMoreTime() {
    Tale tale = Tale.working(USUAL);
    assertThat(tale.send(new RunSignal.Metered(ONE, Usd.ZERO, Instant.MAX)).last.facts()).isEmpty();
  }

  @Test
  void moneyIsLookedAtAndOutputsAreGatheredWhileTasksGoOn() {
    Tale tale = Tale.working(USUAL).after(10).tick();
    assertThat(tale.last.actions())
        .containsExactly(new RunAction.Measure(ONE), new RunAction.Gather(ONE, 0));
    assertThat(tale.worked(1, 0).after(10).tick().last.actions())
        .contains(new RunAction.Gather(ONE, 1));
    assertThat(Tale.settingUp(USUAL).after(10).tick().last.actions())
        .containsExactly(new RunAction.Measure(ONE));
  }

  @Test
  void whoeverWantsNoResultsGathersNone() {
    Tale tale = Tale.working(USUAL.with(new RunOptions(true, false, false, false))).tick();
    assertThat(tale.last.actions()).containsExactly(new RunAction.Measure(ONE));
  }

  @Test
  void aCreateCallThatIsHeldBackIsMadeLater() {
    Tale tale = Tale.opened(USUAL);
    Instant until = tale.now.plusSeconds(60);
    tale.send(new RunSignal.HeldBack(ONE, until));
    assertThat(tale.last.facts()).containsExactly(new RunEvent.HeldBack(until));
    assertThat(tale.send(new RunSignal.HeldBack(ONE, until)).last.facts()).isEmpty();
    assertThat(tale.after(59).tick().last.actions()).isEmpty();
    assertThat(tale.after(1).tick().last.actions())
        .singleElement()
        .isInstanceOf(RunAction.OpenLease.class);
  }

  private static Tale metered(Tale tale, String spent) {
    return tale.send(new RunSignal.Metered(ONE, Usd.of(spent), Instant.MAX));
  }

  @Test
  void moneyIsNoConcernBeforeThePlanAndAfterTheEnd() {
    assertThat(metered(new Tale(), "0.9").last.facts()).isEmpty();
    assertThat(metered(Tale.releasing(USUAL).closed(ONE), "0.9").last.facts()).isEmpty();
  }

  @Test
  void theDeadlineOfAMachineThatDoesNotWorkForTheRunCutsNothing() {
    Tale tale = Tale.working(USUAL);
    tale.send(new RunSignal.Metered(Tale.TWO, Usd.ZERO, tale.now));
    assertThat(tale.last.facts()).isEmpty();
  }

  @Test
  void onlyACreateCallOfTheRunsOwnIsHeldBackAndOnlyWhileItRents() {
    Instant until = Samples.NOON.plusSeconds(600);
    for (Tale tale :
        List.of(
            Tale.opened(USUAL).send(new RunSignal.HeldBack(Tale.TWO, until)),
            Tale.working(USUAL).send(new RunSignal.HeldBack(ONE, until)))) {
      assertThat(tale.last.facts()).isEmpty();
    }
  }
}
