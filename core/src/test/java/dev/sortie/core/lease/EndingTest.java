package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static dev.sortie.core.lease.Story.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Law 5: gone means proven gone. */
class EndingTest {
  private static final Instance OURS = Samples.instance(ID.value(), InstanceState.RUNNING);
  private static final Instance OTHER = Samples.instance(5, InstanceState.RUNNING);
  private static final Duration SETTLED = Samples.PATIENCE.settled();

  @Test
  void theEndIsAFactBeforeTheFirstDestroy() {
    Story story = Story.ending();
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.ASKED, "stop")));
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void whatTheMachineHasCountedIsHeardOnItsWayOutToo() {
    Story story = Story.ending();
    Traffic counted = new Traffic(7_000_000, 9_000_000);
    story.send(
        new LeaseSignal.GuardAnswered(new GuardReport(true, true, "", Optional.of(counted))));
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.TrafficCounted(counted));
    assertThat(story.last.actions()).isEmpty();
  }

  @Test
  void anAcceptedDestroyProvesNothing() {
    Story story = Story.ending().destroyAnswered(new DestroyOutcome.Accepted());
    assertThat(story.lease.isClosed()).isFalse();
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
  }

  @Test
  void aCompleteListingWithoutItProvesNothingAlone() {
    Story story = Story.ending().destroyAnswered(new DestroyOutcome.Accepted());
    for (int i = 0; i < 100; i++) {
      story.after(2).listed(OTHER);
    }
    assertThat(story.lease.isClosed()).isFalse();
  }

  @Test
  void aDeniedReadProvesNothingAlone() {
    Story story = Story.ending().destroyAnswered(new DestroyOutcome.Accepted());
    for (int i = 0; i < 100; i++) {
      story.after(2).absent().listingFailed().tick();
    }
    assertThat(story.lease.isClosed()).isFalse();
    assertThat(story.actions).contains(new LeaseAction.TakeInventory());
  }

  @Test
  void absentForAWhileAndNotListedIsGone() {
    Story story = Story.absentInEnding();
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
    assertThat(story.after(2).tick().last.actions())
        .containsExactly(new LeaseAction.TakeInventory(), new LeaseAction.Look(ID));
    assertThat(story.listed(OTHER).last.facts()).containsExactly(new LeaseEvent.NotListed());
    assertThat(story.after(2).tick().last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.listed(OTHER).lease.isClosed()).as("too early to believe").isFalse();
    assertThat(story.after(SETTLED).tick().last.actions())
        .containsExactly(new LeaseAction.TakeInventory(), new LeaseAction.Look(ID));
    assertThat(story.listed(OTHER).last.facts()).containsExactly(new LeaseEvent.NotListed());
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.absent().last.facts()).containsExactly(new LeaseEvent.Gone());
    assertThat(story.lease.phase()).isEqualTo(new LeasePhase.Gone(ID));
  }

  /** Absent for long enough and in two listings; what is missing is the read at the end. */
  private static Story absentAndNotListed() {
    return Story.absentInEnding().listed(OTHER).after(SETTLED).listed(OTHER);
  }

  /** A listing of minutes ago hides what has come back since: a read has the last word. */
  @Test
  void noListingHasTheLastWord() {
    Story story = absentAndNotListed();
    assertThat(story.lease.isClosed()).isFalse();
    for (int i = 0; i < 10; i++) {
      assertThat(story.after(2).listed(OTHER).last.facts()).isEmpty();
      assertThat(story.tick().last.actions()).containsExactly(new LeaseAction.Look(ID));
    }
    assertThat(story.saw(InstanceState.RUNNING).last.facts())
        .containsExactly(new LeaseEvent.Resurfaced());
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  /** It may have been back, and gone again by its guard, while nobody looked. */
  @Test
  void anAbsenceThatNobodyWatchedForAWhileBeginsAnew() {
    assertThat(absentAndNotListed().absentUnwatched(30).lease.isClosed()).isTrue();
    Story story = absentAndNotListed().absentUnwatched(31);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
    assertThat(story.absent().lease.isClosed()).isFalse();
    story.listed(OTHER).after(SETTLED).listed(OTHER).absent();
    assertThat(story.lease.isClosed()).isTrue();
  }

  @Test
  void anAbsenceThatNobodyWatchedBetweenTheListingsBeginsAnew() {
    Story story = Story.absentInEnding().listed(OTHER).after(200).absentUnwatched(199);
    assertThat(story.listed(OTHER).absent().lease.isClosed()).isFalse();
    assertThat(story.after(SETTLED).listed(OTHER).absent().lease.isClosed()).isTrue();
  }

  /** It came back while nobody answered: no time is left to wait once more. */
  @Test
  void aDestroyThatNobodyAnsweredForAsLongAsOneWaitsIsRepeatedAtOnce() {
    for (int tries = 0; tries < 6; tries++) {
      int wait = List.of(3, 6, 12, 20, 20, 20).get(tries);
      assertThat(failedSoOften(tries).destroyFailedLate(wait - 1).last.actions()).isEmpty();
      Story story = failedSoOften(tries).destroyFailedLate(wait);
      assertThat(story.last.facts()).containsExactly(new LeaseEvent.DestroyTried(SILENCE.said()));
      assertThat(story.last.actions()).containsExactly(Story.DESTROY);
    }
  }

  private static Story failedSoOften(int times) {
    Story story = Story.ending();
    for (int i = 0; i < times; i++) {
      story.destroyAnswered(new DestroyOutcome.Failed(SILENCE));
    }
    return story.after(60);
  }

  @Test
  void theReadAtTheEndWasAskedForAfterTheLastListing() {
    Story story = absentAndNotListed().after(1);
    assertThat(story.absentLate(2).last.facts()).isEmpty();
    assertThat(story.absentLate(1).last.facts()).containsExactly(new LeaseEvent.Gone());
  }

  @Test
  void aReadThatComesLongAfterTheListingsBeginsTheProofAnew() {
    assertThat(absentAndNotListed().after(30).absent().lease.isClosed()).isTrue();
    Story story = absentAndNotListed().after(31).absentLate(31);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
    assertThat(story.after(2).absent().lease.isClosed()).isFalse();
    story.listed(OTHER).after(SETTLED).listed(OTHER).absent();
    assertThat(story.lease.isClosed()).isTrue();
  }

  @Test
  void aClockThatIsSetBackBetweenTheListingsAndTheReadBeginsTheProofAnew() {
    Story story = absentAndNotListed().after(-1).absent();
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
    story.listed(OTHER).after(SETTLED).listed(OTHER).absent();
    assertThat(story.lease.isClosed()).isTrue();
  }

  /** Once listings work again they may tell of minutes ago, and hide what came back meanwhile. */
  @Test
  void whileListingsFailReadsGoOnAndSeeWhatComesBack() {
    Story story = Story.absentInEnding();
    for (int i = 0; i < 10; i++) {
      story.after(2).listingFailed().tick();
      assertThat(story.last.actions()).contains(new LeaseAction.Look(ID));
    }
    assertThat(story.saw(InstanceState.RUNNING).last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void whatComesBackIsDestroyedAgain() {
    Story byLook = Story.absentInEnding().after(2).saw(InstanceState.RUNNING);
    assertThat(byLook.last.facts()).containsExactly(new LeaseEvent.Resurfaced());
    assertThat(byLook.last.actions()).containsExactly(Story.DESTROY);

    Story byListing = Story.absentInEnding().after(SETTLED).listed(OTHER, OURS);
    assertThat(byListing.last.facts()).containsExactly(new LeaseEvent.Resurfaced());
    assertThat(byListing.last.actions()).containsExactly(Story.DESTROY);

    // The waiting begins anew.
    byListing.after(2).absent().listed().after(SETTLED.minusSeconds(1)).listed().absent();
    assertThat(byListing.lease.isClosed()).isFalse();
    assertThat(byListing.after(1).listed().absent().lease.isClosed()).isTrue();
  }

  @Test
  void whatAcceptsAnotherDestroyWasNotGone() {
    Story story = Story.absentInEnding().after(SETTLED);
    story.destroyAnswered(new DestroyOutcome.Accepted()).listed();
    assertThat(story.lease.isClosed()).isFalse();
    story.after(1).absent().after(SETTLED).listed().absent();
    assertThat(story.lease.isClosed()).as("one listing proves nothing").isFalse();
    assertThat(story.after(2).listed().absent().lease.isClosed()).isTrue();
  }

  @Test
  void anInstanceTooNewToBeKnownIsNotGone() {
    // Destroyed right after it was rented: the market may know it in no call yet.
    Story story = Story.booting().after(1).end().destroyAnswered(new DestroyOutcome.NotThere());
    story.after(1).absent().after(SETTLED).absent().listed();
    assertThat(story.lease.isClosed()).isFalse();
    assertThat(story.after(20).absent().last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
  }

  @Test
  void aLookFromBeforeTheEndDoesNotCloseWhatNoDestroyReached() {
    Story story = Story.booting().after(1).end().absent();
    assertThat(story.last.facts()).isEmpty();
    story.destroyAnswered(new DestroyOutcome.Failed(SILENCE)).after(3).absent().listed();
    assertThat(story.lease.isClosed()).isFalse();
  }

  @Test
  void aFailingDestroyIsRetriedForEverAndEverMoreRarelyUpToTwentySeconds() {
    Story story = Story.ending();
    List<Instant> destroys = new ArrayList<>();
    story.destroyAnswered(new DestroyOutcome.Failed(SILENCE));
    Instant start = story.now;
    while (story.now.isBefore(start.plus(Duration.ofHours(24)))) {
      story.after(2).tick();
      if (story.last.actions().contains(Story.DESTROY)) {
        destroys.add(story.now);
        story.destroyAnswered(new DestroyOutcome.Failed(SILENCE));
      } else {
        story.saw(InstanceState.RUNNING);
      }
    }
    assertThat(destroys).hasSizeGreaterThan(24 * 160);
    for (int i = 1; i < destroys.size(); i++) {
      assertThat(Duration.between(destroys.get(i - 1), destroys.get(i)))
          .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(22));
    }
    assertThat(Duration.between(start, destroys.getFirst()))
        .isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theWaitForAnotherDestroyCallDoublesUpToTwentySeconds() {
    Story story = Story.ending();
    for (int wait : new int[] {3, 6, 12, 20, 20}) {
      story.destroyAnswered(new DestroyOutcome.Failed(SILENCE)).after(wait - 1).tick();
      assertThat(story.last.actions()).as("%d", wait).containsExactly(new LeaseAction.Look(ID));
      story.after(1).tick();
      assertThat(story.last.actions()).as("%d", wait).containsExactly(Story.DESTROY);
    }
  }

  @Test
  void aFailureWithoutWordsDoesNotReadLikeASuccess() {
    Story story =
        Story.booting()
            .end()
            .destroyAnswered(new DestroyOutcome.Failed(new MarketProblem.NoAnswer("")));
    assertThat(story.after(1).absent().last.facts()).isEmpty();
  }

  @Test
  void nothingFollowsFromLooksThatFailed() {
    Story story = Story.ending().destroyAnswered(new DestroyOutcome.Accepted());
    for (int i = 0; i < 100; i++) {
      story.after(60).looked(new Sighting.Unknown(SILENCE)).listingFailed();
      assertThat(story.last.facts()).isEmpty();
    }
  }

  @Test
  void aClockThatIsSetBackDelaysNothingForLong() {
    Story story = Story.absentInEnding();
    story.now = story.now.minus(Duration.ofDays(1));
    story.absent().listed().after(SETTLED).absent().listed().absent();
    assertThat(story.lease.isClosed()).isTrue();

    Story failing = Story.ending().destroyAnswered(new DestroyOutcome.Failed(SILENCE));
    failing.now = failing.now.minus(Duration.ofDays(1));
    assertThat(failing.tick().last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void onceProvenGoneItHasCostUntilItWasFirstSeenAbsent() {
    Story absent = Story.absentInEnding();
    Instant seenAbsent = absent.now;
    Cost then = absent.lease.costAt(seenAbsent);
    absent.listed().after(SETTLED).listed().absent();
    assertThat(absent.lease.isClosed()).isTrue();
    assertThat(absent.lease.costAt(absent.now)).isEqualTo(then);
  }

  @Test
  void itCostsUntilItIsProvenGoneAndNotLonger() {
    Story story = Story.gone();
    assertThat(story.lease.costAt(story.now.plusSeconds(3600)))
        .isEqualTo(story.lease.costAt(story.now));
    Story open = Story.ending();
    assertThat(open.lease.costAt(open.now.plusSeconds(3600)).total())
        .isGreaterThan(open.lease.costAt(open.now).total());
  }

  @Test
  void aLateAnswerOfTheCreateCallChangesNothing() {
    Story story = Story.ending();
    Lease before = story.lease;
    story.answered(new RentOutcome.OfferGone("no_such_ask"));
    assertThat(story.lease).isEqualTo(before);
  }

  @Test
  void aLookThatFailedDoesNotTakeAnAbsenceBack() {
    Story story = Story.absentInEnding().after(2).looked(new Sighting.Unknown(SILENCE));
    assertThat(story.last.facts()).isEmpty();
    assertThat(story.last.actions()).isEmpty();
  }

  @Test
  void aPriceThatIsRaisedAtTheEndIsBilledToo() {
    Story story = Story.ending().after(2).saw(InstanceState.RUNNING);
    assertThat(story.after(2).looked(Story.priced(0.6125)).last.facts())
        .singleElement()
        .isInstanceOf(LeaseEvent.PriceRaised.class);
  }

  @Test
  void whatDidNotRunWhenItWasSeenMayRunRightAfter() {
    Story story = Story.booting().after(3).saw(InstanceState.LOADING).end();
    story.after(2).saw(InstanceState.LOADING).destroyAnswered(new DestroyOutcome.Accepted());
    Usd before = story.lease.costAt(story.now).gpu();
    story.after(36);
    assertThat(story.lease.costAt(story.now).gpu().minus(before)).isEqualTo(Usd.of("0.003"));
  }

  @Test
  void ofSeveralListingsThatComeTooEarlyOneIsWrittenDown() {
    Story story = Story.absentInEnding().listed(OTHER);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.NotListed());
    assertThat(story.after(1).listed(OTHER).last.facts()).isEmpty();
  }

  @Test
  void thatItIsStillThereWhileItGoesDownIsNoNews() {
    Story story = Story.ending().after(2).saw(InstanceState.RUNNING);
    assertThat(story.last.facts()).isEmpty();
    assertThat(story.last.actions()).isEmpty();
    assertThat(story.listed(OURS).last.facts()).isEmpty();
  }

  @Test
  void wishingTheEndASecondTimeIsNoNews() {
    for (Story story : List.of(Story.renting().end(), Story.lookingUp().end(), Story.ending())) {
      story.end();
      assertThat(story.last.facts()).isEmpty();
      assertThat(story.last.actions()).isEmpty();
    }
  }

  @Test
  void aFailedDestroyIsWrittenDownInTheMarketsWords() {
    assertThat(Story.ending().destroyAnswered(new DestroyOutcome.Failed(SILENCE)).last.facts())
        .containsExactly(new LeaseEvent.DestroyTried(SILENCE.said()));
  }

  @Test
  void aDestroyThatIsRefusedTakesNothingBackOfWhatIsProven() {
    Story story = Story.absentInEnding().listed(OTHER);
    story.destroyAnswered(new DestroyOutcome.NotThere()).after(SETTLED).listed(OTHER).absent();
    assertThat(story.lease.isClosed()).isTrue();
  }

  @Test
  void onceAcceptedADestroyCountsHoweverTheNextOneEnds() {
    Story story = Story.booting().after(1).end().destroyAnswered(new DestroyOutcome.Accepted());
    story.after(10).destroyAnswered(new DestroyOutcome.Failed(SILENCE)).after(1).absent();
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.AbsenceSeen());
  }

  @Test
  void whatAcceptsADestroyHasNoAbsenceAndNoListingToItsName() {
    Story story = Story.absentInEnding().listed(OTHER);
    story.destroyAnswered(new DestroyOutcome.Accepted());
    assertThat(story.lease.phase())
        .isInstanceOfSatisfying(
            LeasePhase.Ending.class,
            ending -> {
              assertThat(ending.absentSince()).isEmpty();
              assertThat(ending.walks()).isZero();
            });
  }
}
