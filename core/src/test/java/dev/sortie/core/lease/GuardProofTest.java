package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Law 6: every instance carries its own end, proven before it does any work. */
final class GuardProofTest {
  @Test
  void aMachineThatLetsUsInIsToldThatWeLiveAtOnce() {
    Story story = Story.unguarded();
    assertThat(story.last.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            LeaseAction.Renew.class,
            action -> {
              assertThat(action.login()).isEqualTo(Story.LOGIN);
              assertThat(action.renewal().lease()).isEqualTo(GuardTerms.USUAL.lease());
              assertThat(story.now.plus(action.renewal().left()))
                  .isEqualTo(story.lease.deadline().get());
            });
  }

  @Test
  void untilTheProofItIsAskedEveryFewSeconds() {
    Story story = Story.unguarded();
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(story.now.plusSeconds(3));
    assertThat(story.guard(true).last.facts()).containsExactly(new LeaseEvent.GuardProven("alive"));
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(story.now.plusSeconds(15));
  }

  @Test
  void aMachineWhoseGuardIsNeverProvenIsGivenBack() {
    List<UnaryOperator<Story>> bad =
        List.of(
            story -> story.guardUnreachable(0),
            story -> story.send(report(false, true)),
            story -> story.send(report(true, false)));
    for (UnaryOperator<Story> one : bad) {
      Story story = one.apply(Story.unguarded().after(119));
      assertThat(story.lease.endWanted()).isEmpty();
      story = one.apply(story.after(1));
      assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.NO_GUARD);
      assertThat(story.last.actions()).containsExactly(Story.DESTROY);
    }
  }

  private static LeaseSignal report(boolean alive, boolean proof) {
    return new LeaseSignal.GuardAnswered(new GuardReport(alive, proof, "bad", Optional.empty()));
  }

  /** A laptop that was closed hears on waking of what it asked before. */
  @Test
  void whatWasAskedBeforeThisProcessSleptGivesNoMachineBack() {
    Story story = Story.unguarded().after(600).guardUnreachable(599);
    assertThat(story.lease.endWanted()).isEmpty();
    assertThat(story.guardUnreachable(0).lease.endWanted()).isPresent();
  }

  @Test
  void aKeyThatIsRefusedAtFirstAndThenProvenKeepsTheMachine() {
    LeaseSignal refused =
        new LeaseSignal.GuardAnswered(new GuardReport(true, false, "refused", Optional.empty()));
    Story story = Story.unguarded().after(60).send(refused).after(59).send(refused);
    assertThat(story.last.facts()).isEmpty();
    String said = "alive, with a key that may not read";
    story.send(new LeaseSignal.GuardAnswered(new GuardReport(true, true, said, Optional.empty())));
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.GuardProven(said));
    assertThat(story.after(600).send(refused).lease.endWanted()).isEmpty();
  }

  @Test
  void aGuardThatDiesLaterIsToldOnceAndSoIsItsReturn() {
    Story story = Story.up().after(600).guard(false);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.GuardDoubted("alive"));
    assertThat(story.after(60).guard(false).last.facts())
        .containsExactly(new LeaseEvent.GuardLost("alive"));
    assertThat(story.after(15).guard(false).last.facts()).isEmpty();
    assertThat(story.lease.endWanted()).as("it may hold results").isEmpty();
    assertThat(story.after(15).guard(true).last.facts())
        .containsExactly(new LeaseEvent.GuardProven("alive"));
  }

  @Test
  void aGuardThatIsOnlySlowIsAskedEveryFewSecondsAndNotTakenForDead() {
    Story story = Story.up().after(600).guard(false);
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(story.now.plusSeconds(3));
    assertThat(story.after(59).guard(false).last.facts()).isEmpty();
    assertThat(story.after(1).guard(true).last.facts())
        .containsExactly(new LeaseEvent.GuardProven("alive"));
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(story.now.plusSeconds(15));
    assertThat(story.after(600).guard(false).last.facts())
        .containsExactly(new LeaseEvent.GuardDoubted("alive"));
  }

  @Test
  void aGuardThatWasBroughtBackIsToldAtOnceAndThenOnceAMinute() {
    Story story = Story.up().after(600).send(revived(1, false));
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.GuardRevived(1, false));
    assertThat(story.after(15).send(revived(1, false)).last.facts()).isEmpty();
    assertThat(story.after(15).send(revived(7, true)).last.facts()).isEmpty();
    assertThat(story.after(30).send(revived(9, true)).last.facts())
        .containsExactly(new LeaseEvent.GuardRevived(9, true));
    assertThat(story.after(600).send(revived(9, true)).last.facts()).isEmpty();
    assertThat(story.lease.endWanted()).as("it is there").isEmpty();
  }

  @Test
  void aGuardThatWasBroughtBackButProvesNothingIsDoubtedToo() {
    Story story = Story.up().after(600);
    story.send(
        new LeaseSignal.GuardAnswered(
            new GuardReport(
                false, false, "dead", Optional.empty(), Optional.of(new GuardRevival(2, true)))));
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.GuardRevived(2, true), new LeaseEvent.GuardDoubted("dead"));
  }

  private static LeaseSignal revived(int times, boolean frozen) {
    return new LeaseSignal.GuardAnswered(
        new GuardReport(
            true, true, "alive", Optional.empty(), Optional.of(new GuardRevival(times, frozen))));
  }

  @Test
  void whileItCannotBeReachedTheDoubtBeginsAnew() {
    Story story = Story.up().after(600).guard(false).after(29).guardUnreachable(0);
    assertThat(story.last.facts()).isEmpty();
    assertThat(story.after(31).guardUnreachable(0).last.facts()).hasSize(1);
    assertThat(story.after(59).guard(false).last.facts()).isEmpty();
    assertThat(story.after(1).guard(false).last.facts())
        .singleElement()
        .isInstanceOf(LeaseEvent.GuardLost.class);
    assertThat(story.after(60).guardUnreachable(0).last.facts()).isEmpty();
  }

  @Test
  void aConnectionThatDropsSaysNothingOfAGuardThatWasProven() {
    Story story = Story.up();
    for (int i = 0; i < 100; i++) {
      story.after(15).guardUnreachable(0);
      assertThat(story.last.facts()).isEmpty();
    }
  }

  @Test
  void whoWantsNoGuardIsAskedForNone() {
    Story story = Story.renting(withoutGuard());
    story.answered(new dev.sortie.core.market.RentOutcome.Rented(ID)).after(60);
    story.saw(dev.sortie.core.market.InstanceState.RUNNING);
    story.send(new LeaseSignal.ProbeAnswered(Story.KEY, Story.ADDRESS));
    assertThat(story.last.actions()).isEmpty();
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(story.now.plusSeconds(15));
    story.after(Duration.ofMinutes(5)).tick();
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.guardUnreachable(0).lease.endWanted()).isEmpty();
  }

  @Test
  void bytesThatTheMachineCountsShortenItsLifeWhenTheyGoBeyondTheReserve() {
    Story story = Story.renting(tight());
    story.answered(new dev.sortie.core.market.RentOutcome.Rented(ID)).after(60);
    story.saw(dev.sortie.core.market.InstanceState.RUNNING);
    story.send(new LeaseSignal.ProbeAnswered(Story.KEY, Story.ADDRESS)).guard(true);
    Instant before = story.lease.deadline().orElseThrow();
    Traffic reserved = new Traffic(1_000_000_000L, 0);
    story.send(report(reserved));
    assertThat(story.lease.deadline()).contains(before);
    // Ten gigabytes more at $0.003 are $0.03: about six minutes of $0.313 an hour.
    story.send(report(reserved.plus(new Traffic(10_000_000_000L, 0))));
    assertThat(Duration.between(story.lease.deadline().orElseThrow(), before))
        .isBetween(Duration.ofSeconds(340), Duration.ofSeconds(350));
  }

  private static LeaseSignal report(Traffic traffic) {
    return new LeaseSignal.GuardAnswered(
        new GuardReport(true, true, "alive", Optional.of(traffic)));
  }

  private static LeaseTerms withoutGuard() {
    return Samples.terms(Duration.ofHours(2), Samples.AMPLE, Traffic.NONE, Optional.empty());
  }

  private static LeaseTerms tight() {
    return Samples.terms(
        Duration.ofHours(2),
        dev.sortie.core.money.Usd.of("0.63"),
        new Traffic(1_000_000_000L, 0),
        Optional.of(GuardTerms.USUAL));
  }

  @Test
  void aProofThatWasGivenAlreadyIsNoNews() {
    assertThat(Story.up().after(15).guard(true).last.facts()).isEmpty();
  }

  @Test
  void aGuardIsNeverToldOfLessThanNoTime() {
    Story story = Story.booting().after(Duration.ofDays(1));
    Toll toll = story.lease.toll(story.now);
    story.send(new LeaseSignal.ProbeAnswered(Story.KEY, Story.ADDRESS));
    assertThat(story.last.actions())
        .containsExactly(
            new LeaseAction.Renew(
                ID, Story.LOGIN, new Renewal(GuardTerms.USUAL.lease(), Duration.ZERO, toll)));
  }
}
