package dev.sortie.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.samples.Dice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Runs on machines that never come up, break, lose connections and tear results, with controllers
 * that are killed and a person who stops at any moment. Law 8 and the end of every run.
 */
class RunWalkTest {
  private static final int WALKS = 3_000;

  @Test
  void neverReleasesResultsThatAreNotHomeAndAlwaysEnds() {
    int[] met = new int[4];
    Dice.seeds(WALKS)
        .forEach(seed -> {
          Walk walk = new Walk(new Dice(seed));
          walk.walk();
          met[0] += walk.tale.kinds().contains("Pulled") ? 1 : 0;
          met[1] += walk.tale.troubles().contains(Cause.RESULTS_MISSING) ? 1 : 0;
          met[3] += walk.tale.kinds().contains("Replanned") ? 1 : 0;
          met[2] += walk.tale.run.tenancy().candidate() > 0 ? 1 : 0;
        });
    // The walks are worth something only when all of these are met often.
    assertThat(met[0]).as("brought something home").isGreaterThan(WALKS / 4);
    assertThat(met[1]).as("lost results").isGreaterThan(WALKS / 50);
    assertThat(met[2]).as("took another machine").isGreaterThan(WALKS / 10);
    assertThat(met[3]).as("searched and found others").isGreaterThan(WALKS / 50);
  }

  /** One run from its plan to its end. */
  private static final class Walk {
    private final Dice dice;
    private final Plans plans;
    private final Tale tale = new Tale();
    private final Machines machines;
    private final Set<LeaseId> worked = new HashSet<>();
    private final double stopping;
    private int stops;

    Walk(Dice dice) {
      this.dice = dice;
      this.machines = new Machines(dice);
      this.stopping = dice.oneOf(List.of(0.0, 0.001, 0.01));
      this.plans =
          new Plans(
              dice.below(3),
              dice.below(4),
              1 + dice.below(3),
              new RunOptions(dice.chance(0.8), dice.chance(0.8), dice.chance(0.2), false)
                  .searching(dice.below(3)),
              new Budget(Usd.of(dice.amount(0.05, 2)), dice.seconds(600, 20_000)),
              dice.chance(0.7),
              Usd.ZERO);
    }

    void walk() {
      take(new RunSignal.Open(plans.plan()));
      for (int step = 0; !tale.run.isEnded(); step++) {
        assertThat(step).as("never ends, in %s, %s", tale.run.phase(), dice).isLessThan(30_000);
        tale.after(1);
        boolean due =
            tale.machine.wakeAt(tale.run, tale.now).filter(at -> !at.isAfter(tale.now)).isPresent();
        if (dice.chance(0.001)) {
          machines.forget();
          take(new RunSignal.Resumed());
          machines.tellAgain();
        } else if (dice.chance(stopping)) {
          stops++;
          take(new RunSignal.StopRequested(Cause.INTERRUPTED, "Ctrl-C"));
        } else if (due || step % 10 == 9) {
          take(new RunSignal.Tick());
        }
        machines.news(tale.now).forEach(this::take);
      }
      assertThat(machines.open())
          .as("open at the end, %s", dice)
          .isSubsetOf(tale.run.verdict().kept() ? kept() : Set.of());
      long lost = tale.kinds().stream().filter("LeaseLost"::equals).count();
      assertThat(tale.kinds().stream().filter("TaskStarted"::equals).count())
          .as("a task is begun once, and once more only when its machine was lost, %s", dice)
          .isLessThanOrEqualTo(plans.tasks() + lost);
      assertThat(tale.run.progress().results().stream().map(TaskResult::task))
          .as("what was done is not done again, %s", dice)
          .doesNotHaveDuplicates();
    }

    private Set<LeaseId> kept() {
      return Set.of(tale.run.tenancy().lease().orElseThrow());
    }

    private void take(RunSignal signal) {
      tale.send(signal);
      for (RunAction action : tale.last.actions()) {
        check(action);
        machines.begin(action, tale.now);
      }
    }

    private void check(RunAction action) {
      switch (action) {
        case RunAction.SetUp(var lease, _) -> worked.add(lease);
        case RunAction.Work(var lease, _) -> worked.add(lease);
        case RunAction.EndLease(var lease, _) -> mayEnd(lease);
        case RunAction.OpenLease _,
            RunAction.FindMore _,
            RunAction.Push _,
            RunAction.Measure _,
            RunAction.Gather _,
            RunAction.CancelWork _,
            RunAction.Pull _,
            RunAction.PullAsItIs _ -> {}
      }
    }

    /** Law 8. */
    private void mayEnd(LeaseId lease) {
      if (!plans.options().pull() || !worked.contains(lease)) {
        return;
      }
      boolean home =
          tale.run.progress().pulled().map(PullReport::missing).map(List::isEmpty).orElse(false);
      boolean owned = tale.troubles().contains(Cause.RESULTS_MISSING);
      assertThat(home || owned).as("released, %s, %s", tale.kinds(), dice).isTrue();
      if (!home) {
        assertThat(machines.isLost(lease) || stops >= 2)
            .as("gave results up by itself, %s", dice)
            .isTrue();
      }
    }
  }
}
