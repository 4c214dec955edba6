package dev.sortie.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.samples.Dice;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A lease against a market that lies, loses answers and is late, controllers that are killed, and a
 * person who stops at any moment. Time is virtual; a failure names the seed that replays it.
 */
class LeaseWalkTest {
  private static final int WALKS = 6_000;
  private static final Duration SICK = Duration.ofHours(3);

  /** From a healthy market and a wanted end on, it must be over by then. */
  private static final Duration BOUND = Duration.ofMinutes(10);

  @Test
  void neverRentsTwiceNeverLeavesAnythingAndAlwaysCloses() {
    int[] closed = new int[2];
    Dice.seeds(WALKS)
        .forEach(seed -> {
          Walk walk = new Walk(new Dice(seed));
          walk.walk();
          closed[walk.story.lease.phase() instanceof LeasePhase.Gone ? 0 : 1]++;
        });
    // The walks are worth something only when both ends are met often.
    assertThat(closed[0]).isGreaterThan(WALKS / 2);
    assertThat(closed[1]).isGreaterThan(WALKS / 20);
  }

  private record Pending(Instant at, LeaseSignal signal, int life) {}

  /** One lease from the intent to its end. */
  private static final class Walk {
    private final Dice dice;
    private final TinyMarket market;
    private final Story story = Story.unopened();
    private final PriorityQueue<Pending> answers =
        new PriorityQueue<>(Comparator.comparing(Pending::at));
    private final Set<LeaseAction> underWay = new HashSet<>();
    private final Instant recovery;
    private final Instant stop;
    private int life;

    Walk(Dice dice) {
      this.dice = dice;
      this.market = new TinyMarket(dice);
      this.recovery = Samples.NOON.plus(dice.seconds(0, SICK.toSeconds()));
      this.stop = Samples.NOON.plus(dice.seconds(0, dice.chance(0.5) ? 300 : 9000));
    }

    void walk() {
      boolean asked = false;
      LeaseTerms terms = Samples.terms(dice.seconds(60, 8000));
      take(new LeaseSignal.Open(terms.heldByMarket(dice.chance(0.5))));
      while (!story.lease.isClosed()) {
        market.healthy = !story.now.isBefore(recovery);
        if (!asked && !story.now.isBefore(stop)) {
          asked = true;
          take(new LeaseSignal.EndRequested(new EndReason(EndReason.Kind.ASKED, "stop")));
        } else if (!market.healthy && dice.chance(0.01)) {
          restart();
        } else {
          next(asked ? Instant.MAX : stop);
        }
        assertThat(market.creates).as("creates, %s", dice).isLessThanOrEqualTo(1);
        assertThat(market.touchedStrangers).as("law 3, %s", dice).isZero();
        Instant latest = recovery.isAfter(stop) ? recovery : stop;
        assertThat(story.now)
            .as("still open, %s, %s", story.lease.phase(), dice)
            .isBefore(latest.plus(BOUND));
      }
      assertThat(market.holdsOurs(story.now))
          .as("left behind, %s, %s", story.facts.subList(1, story.facts.size()), dice)
          .isFalse();
    }

    /** The controller is killed; what was under way may have happened, its answers are lost. */
    private void restart() {
      life++;
      underWay.clear();
      story.after(dice.seconds(0, 600));
      take(new LeaseSignal.Resumed());
    }

    private void next(Instant noLaterThan) {
      Instant wake = story.machine.wakeAt(story.lease, story.now).orElse(Instant.MAX);
      Pending first = answers.peek();
      Instant at = first == null || first.at().isAfter(wake) ? wake : first.at();
      if (at.isAfter(noLaterThan)) {
        story.now = noLaterThan;
      } else if (first != null && !first.at().isAfter(wake)) {
        answers.remove();
        story.now = first.at().isAfter(story.now) ? first.at() : story.now;
        deliver(first);
      } else {
        assertThat(wake)
            .as("sleeps for ever in %s, %s", story.lease.phase(), dice)
            .isNotEqualTo(Instant.MAX);
        story.now = wake;
        take(new LeaseSignal.Tick());
      }
    }

    private void deliver(Pending answer) {
      if (answer.life() == life) {
        underWay.removeIf(action -> answers(action, answer.signal()));
        take(answer.signal());
      }
    }

    private void take(LeaseSignal signal) {
      story.send(signal);
      story.last.actions().stream().filter(underWay::add).forEach(this::begin);
    }

    private void begin(LeaseAction action) {
      Instant acts = story.now.plus(dice.seconds(0, 1));
      LeaseSignal answer = market.perform(action, acts);
      answers.add(
          new Pending(acts.plus(dice.seconds(0, dice.chance(0.05) ? 40 : 2)), answer, life));
    }

    private static boolean answers(LeaseAction action, LeaseSignal signal) {
      return switch (action) {
        case LeaseAction.Rent _ -> signal instanceof LeaseSignal.RentAnswered;
        case LeaseAction.TakeInventory _ -> signal instanceof LeaseSignal.Listed;
        case LeaseAction.Look _ -> signal instanceof LeaseSignal.Looked;
        case LeaseAction.HoldEnd _ -> signal instanceof LeaseSignal.EndHeld;
        case LeaseAction.ReleaseEnd _ -> signal instanceof LeaseSignal.EndReleased;
        case LeaseAction.Probe _ ->
            signal instanceof LeaseSignal.ProbeAnswered
                || signal instanceof LeaseSignal.ProbeFailed;
        case LeaseAction.Renew _ ->
            signal instanceof LeaseSignal.GuardAnswered
                || signal instanceof LeaseSignal.GuardUnreachable;
        case LeaseAction.Destroy _ -> signal instanceof LeaseSignal.DestroyAnswered;
      };
    }
  }
}
