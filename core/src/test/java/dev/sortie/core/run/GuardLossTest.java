package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static dev.sortie.core.run.Tale.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import org.junit.jupiter.api.Test;

/** Law 6 while the run goes on: a machine that might outlive us does no more work. */
final class GuardLossTest {
  private static final Plans USUAL = Plans.usual();

  @Test
  void aMachineWhoseGuardDiedDoesNoMoreWorkAndWhatItHoldsComesHome() {
    Tale tale = guardLost(Tale.working(USUAL));
    assertThat(tale.last.actions()).containsExactly(new RunAction.CancelWork(ONE));
    tale.worked(1, 143);
    assertThat(tale.last.actions()).containsExactly(new RunAction.Pull(ONE));
    tale.pulled(Tale.HOME).closed(ONE);
    assertThat(tale.run.verdict().troubles())
        .containsExactly(
            new RunTrouble(Cause.NO_GUARD, "the guard of the machine died: it was killed"));
    assertThat(tale.run.isEnded()).isTrue();
  }

  @Test
  void theGuardOfAnotherMachineIsNoConcernOfTheWork() {
    Tale tale = Tale.working(USUAL).send(new RunSignal.GuardLost(TWO, "it was killed"));
    assertThat(tale.last.facts()).isEmpty();
    assertThat(tale.last.actions()).isEmpty();
  }

  @Test
  void whatStopsAlreadyKeepsItsReason() {
    Tale tale = guardLost(Tale.working(USUAL).stop());
    assertThat(tale.last.facts()).isEmpty();
    assertThat(tale.last.actions()).isEmpty();
  }

  private static Tale guardLost(Tale tale) {
    return tale.send(new RunSignal.GuardLost(ONE, "it was killed"));
  }
}
