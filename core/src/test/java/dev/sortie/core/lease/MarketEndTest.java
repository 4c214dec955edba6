package dev.sortie.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The end that the market itself holds: asked for, moved, taken back; nothing counts on it. */
final class MarketEndTest {
  private static final LeaseTerms TERMS = Samples.terms(Duration.ofHours(2)).heldByMarket(true);
  private static final Instant DEADLINE = Samples.NOON.plus(Duration.ofHours(2));

  @Test
  void whoDoesNotAskForItGetsNone() {
    Story story = booting(Samples.terms(Duration.ofHours(2))).after(3).tick();
    assertThat(story.actions).noneMatch(LeaseAction.HoldEnd.class::isInstance);
  }

  @Test
  void itIsAskedForWhileTheMachineStillBoots() {
    Story story = booting(TERMS).after(3).tick();
    assertThat(story.last.actions()).contains(new LeaseAction.HoldEnd(Story.OWN, DEADLINE));
  }

  @Test
  void aDestroyOfAnInstanceWhoseLabelNobodyHasSeenIsNeverAskedFor() {
    Story story = named(TERMS);
    for (int tick = 0; tick < 10; tick++) {
      story.after(3).tick();
    }
    assertThat(story.actions).noneMatch(LeaseAction.HoldEnd.class::isInstance);
    assertThat(story.saw(InstanceState.LOADING).after(3).tick().last.actions())
        .contains(new LeaseAction.HoldEnd(Story.OWN, DEADLINE));
  }

  @Test
  void onceReadBackItIsNotAskedForAgain() {
    Story story = held(booting(TERMS));
    for (int tick = 0; tick < 100; tick++) {
      assertThat(story.after(3).tick().last.actions())
          .noneMatch(LeaseAction.HoldEnd.class::isInstance);
    }
    assertThat(story.lease.marketEnd().at()).contains(DEADLINE.plusSeconds(120));
  }

  @Test
  void whatIsNotHeldOrUnclearIsSaidAndAskedForAgainAMinuteLater() {
    for (HeldEnd outcome :
        List.of(new HeldEnd.NotHeld("forbidden"), new HeldEnd.Unclear(Story.SILENCE))) {
      Story story = booting(TERMS).after(3).tick();
      story.send(new LeaseSignal.EndHeld(outcome, DEADLINE));
      assertThat(story.last.facts().getFirst()).isInstanceOf(LeaseEvent.MarketEndFailed.class);
      assertThat(story.lease.marketEnd().at()).isEmpty();
      assertThat(story.after(30).tick().last.actions())
          .noneMatch(LeaseAction.HoldEnd.class::isInstance);
      assertThat(story.after(31).tick().last.actions())
          .contains(new LeaseAction.HoldEnd(Story.OWN, DEADLINE));
    }
  }

  @Test
  void aRefusalThatSaysNothingIsToldInWordsAllTheSame() {
    Story story = booting(TERMS).after(3).tick();
    story.send(new LeaseSignal.EndHeld(new HeldEnd.NotHeld(" "), DEADLINE));
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.MarketEndFailed("no reason given"));
  }

  @Test
  void anEndThatIsTooEarlyIsAskedForAnewForItWouldDestroyWork() {
    Story story = booting(TERMS).after(3).tick();
    Instant early = DEADLINE.minusSeconds(30);
    story.send(new LeaseSignal.EndHeld(new HeldEnd.Held(early), early));
    assertThat(story.after(61).tick().last.actions())
        .contains(new LeaseAction.HoldEnd(Story.OWN, DEADLINE));
  }

  @Test
  void aClockThatWasSetBackKeepsNobodyFromAskingAgain() {
    Story story = booting(TERMS).after(3600).tick();
    story.send(new LeaseSignal.EndHeld(new HeldEnd.Unclear(Story.SILENCE), DEADLINE));
    assertThat(story.after(-3000).tick().last.actions())
        .contains(new LeaseAction.HoldEnd(Story.OWN, DEADLINE));
  }

  @Test
  void itIsNeverAskedForAnotherInstanceThanTheOneThatIsOurs() {
    Story story = booting(TERMS);
    story.lease =
        story.lease.owning(OwnInstance.recorded(new InstanceId(99), Samples.terms().label()));
    assertThat(story.after(3).tick().actions).noneMatch(LeaseAction.HoldEnd.class::isInstance);
  }

  @Test
  void whoeverTakesABootUpAsksForItAtOnce() {
    Story story = booting(TERMS).after(3).send(new LeaseSignal.Resumed("process 2"));
    assertThat(story.last.actions())
        .containsExactly(
            new LeaseAction.Look(Story.ID), new LeaseAction.HoldEnd(Story.OWN, DEADLINE));
  }

  @Test
  void itFollowsADeadlineThatMovesForward() {
    Story story = held(booting(capped(Usd.of("0.50"))));
    Instant before = story.lease.deadline().orElseThrow();
    story.looked(Story.priced(0.9));
    Instant after = story.lease.deadline().orElseThrow();
    assertThat(after).isBefore(before.minusSeconds(60));
    assertThat(story.after(61).tick().last.actions())
        .contains(new LeaseAction.HoldEnd(Story.OWN, after));
  }

  @Test
  void itIsTakenBackWhenTheMachineIsProvenGoneAndThenItIsGone() {
    Story story = absent(held(booting(TERMS)));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.ReleaseEnd(Story.ID));
    assertThat(story.lease.isClosed()).isFalse();
    story.send(new LeaseSignal.EndReleased(new ReleasedEnd.Released()));
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.MarketEndRemoved(false));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(Story.ID));
    story.after(3).absent();
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Gone.class);
    assertThat(story.lease.marketEnd().at()).isEmpty();
  }

  @Test
  void whatCannotBeTakenBackIsSaidAndKeepsNobodyWaiting() {
    Story story = absent(held(booting(TERMS)));
    story.send(
        new LeaseSignal.EndReleased(
            new ReleasedEnd.Failed(new MarketProblem.Refused("", "listed still"))));
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.MarketEndStuck("listed still"));
    story.after(3).absent();
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Gone.class);
  }

  @Test
  void anAnswerThatComesAfterTheEndOpensNothingAgain() {
    Story story = absent(held(booting(TERMS)));
    story.send(new LeaseSignal.EndReleased(new ReleasedEnd.Released()));
    story.after(3).absent();
    story.send(new LeaseSignal.EndHeld(new HeldEnd.Held(DEADLINE.plusSeconds(120)), DEADLINE));
    story.send(new LeaseSignal.EndReleased(new ReleasedEnd.Released()));
    assertThat(story.facts.getLast()).isEqualTo(new LeaseEvent.Gone());
  }

  @Test
  void whoeverTakesTheLeaseUpKnowsWhatIsHeld() {
    Story story = held(booting(TERMS)).send(new LeaseSignal.Resumed("process 2"));
    assertThat(story.after(70).tick().last.actions())
        .noneMatch(LeaseAction.HoldEnd.class::isInstance);
  }

  @Test
  void onlyWhatALaterWalkRemovesEndsTheHistoryOfALease() {
    assertThat(new LeaseEvent.MarketEndRemoved(true).ends()).isTrue();
    assertThat(new LeaseEvent.MarketEndRemoved(false).ends()).isFalse();
    assertThat(new LeaseEvent.MarketEndHeld(DEADLINE, DEADLINE).ends()).isFalse();
  }

  private static LeaseTerms capped(Usd cap) {
    return Samples.terms(Duration.ofHours(2), cap, Traffic.NONE, Optional.of(GuardTerms.USUAL))
        .heldByMarket(true);
  }

  private static Story booting(LeaseTerms terms) {
    return named(terms).saw(InstanceState.PROVISIONING);
  }

  /** The market has named an instance; nobody has seen its label. */
  private static Story named(LeaseTerms terms) {
    return Story.unopened()
        .send(new LeaseSignal.Open(terms))
        .send(new LeaseSignal.RentAnswered(new RentOutcome.Rented(Story.ID)));
  }

  private static Story held(Story story) {
    story.after(3).tick();
    Instant deadline = story.lease.deadline().orElseThrow();
    return story.send(
        new LeaseSignal.EndHeld(new HeldEnd.Held(deadline.plusSeconds(120)), deadline));
  }

  /** Up to the read that would prove it gone. */
  private static Story absent(Story story) {
    story.send(new LeaseSignal.EndRequested(new EndReason(EndReason.Kind.ASKED, "stop")));
    story.send(new LeaseSignal.DestroyAnswered(new DestroyOutcome.Accepted(), story.now));
    story.after(2).looked(new Sighting.Absent());
    listedWithout(story.after(2));
    listedWithout(story.after(20));
    return story.absent();
  }

  private static void listedWithout(Story story) {
    story.send(new LeaseSignal.Listed(new Inventory.Complete(List.of()), story.now, story.now));
  }
}
