package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static dev.sortie.core.lease.Story.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Laws 1, 2 and 4 between the intent and knowing what was rented. */
class RentingLawsTest {
  private static final Instance OURS = Samples.instance(ID.value(), InstanceState.LOADING);
  private static final Instance STRANGERS =
      Samples.instance(5, InstanceState.RUNNING, "", "sortie-other-lease001");
  private static final int PATIENCE = (int) Samples.PATIENCE.unclear().toSeconds();

  @Test
  void theIntentWithItsTermsIsAFactOfTheVeryDecisionThatRents() {
    Story story = Story.renting();
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.Intended(Samples.terms()));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Rent(Samples.terms()));
  }

  @Test
  void itIsMeteredFromTheIntentOn() {
    Story story = Story.renting().after(3600);
    assertThat(story.lease.costAt(story.now).disk()).isEqualTo(Samples.RATES.diskPerHour());
    assertThat(story.lease.deadline()).contains(Samples.NOON.plus(Samples.terms().life()));
  }

  @Test
  void anUnclearAnswerIsLookedUpAndNeverTriedAgain() {
    Story story = Story.lookingUp();
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.AnswerUnclear("connection reset"));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.TakeInventory());
    for (int i = 0; i < 200; i++) {
      story.after(5).tick().listingFailed();
    }
    assertThat(story.actions.stream().filter(LeaseAction.Rent.class::isInstance)).hasSize(1);
  }

  @Test
  void aRefusalThatSaysNothingIsAnUnclearAnswer() {
    for (MarketProblem vague : List.of(SILENCE, new MarketProblem.Malformed("<html>502</html>"))) {
      Story story = Story.renting().answered(new RentOutcome.Refused(vague, Optional.empty()));
      assertThat(story.lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
    }
  }

  @Test
  void aCrashDuringTheCreateCallIsAnUnclearAnswer() {
    Story story = Story.renting().send(new LeaseSignal.Resumed());
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
    assertThat(story.last.actions()).containsExactly(new LeaseAction.TakeInventory());
  }

  @Test
  void theInstanceWithOurLabelIsTheOneWeRented() {
    Story story = Story.lookingUp().after(5).listed(STRANGERS, OURS);
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.Rented(ID), new LeaseEvent.LabelSeen(ID));
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Booting.class);
  }

  @Test
  void aStrangersInstanceIsNotOurs() {
    Story story = Story.lookingUp().after(5).listed(STRANGERS);
    assertThat(story.lease.instance()).isEmpty();
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.NotListed());
  }

  @Test
  void aLateAnswerIsAsGoodAsAListing() {
    Story story = Story.lookingUp().after(30).answered(new RentOutcome.Rented(ID));
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Booting.class);
  }

  @Test
  void neitherManyWalksNorMuchTimeAloneProveThatNothingWasRented() {
    Story many = Story.lookingUp();
    for (int i = 1; i < PATIENCE; i++) {
      many.after(1).listed(STRANGERS);
    }
    assertThat(many.lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);

    Story late = Story.lookingUp().after(10 * PATIENCE).listed();
    assertThat(late.lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
  }

  @Test
  void twoWalksAndPatienceTogetherDo() {
    Story story =
        Story.lookingUp().after(5).listed(STRANGERS).after(PATIENCE - 5).listed(STRANGERS);
    assertThat(story.lease.phase())
        .isInstanceOfSatisfying(
            LeasePhase.NotRented.class,
            phase -> assertThat(phase.why()).isEqualTo(NotRentedReason.NEVER_APPEARED));
    assertThat(story.lease.costAt(story.now).total()).isEqualTo(Usd.ZERO);
  }

  @Test
  void nothingFollowsFromListingsThatWereNotWalkedWhole() {
    Story story = Story.lookingUp();
    for (int i = 0; i < 100; i++) {
      story.after(60).listingFailed();
      assertThat(story.last.facts()).isEmpty();
    }
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
    assertThat(story.after(1).listed().lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
  }

  @Test
  void whenTheEndIsWantedWhatTheCallRentsIsDestroyedAtOnce() {
    Story story = Story.renting().end();
    assertThat(story.lease.isClosed()).isFalse();
    story.after(2).answered(new RentOutcome.Rented(ID));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.saw(InstanceState.LOADING).last.actions()).containsExactly(Story.DESTROY);
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Ending.class);
  }

  @Test
  void whenTheEndIsWantedWhatAppearsLaterIsDestroyedAtOnce() {
    Story story = Story.lookingUp().end().after(5).listed().after(25).listed(STRANGERS, OURS);
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Ending.class);
  }

  @Test
  void anInstanceLeftBehindByARefusalIsDestroyed() {
    Story story =
        Story.renting()
            .answered(
                new RentOutcome.Refused(
                    new MarketProblem.Refused("bid", "bid too low"), Optional.of(ID)));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.saw(InstanceState.EXITED).last.actions()).containsExactly(Story.DESTROY);
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Ending.class);
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.LEFTOVER);
  }

  @Test
  void aLeftoverDoesNotHideWhyTheEndWasWantedBefore() {
    Story story = Story.renting().end().answered(new RentOutcome.Refused(SILENCE, Optional.of(ID)));
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.Rented(ID));
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.ASKED);
    assertThat(story.saw(InstanceState.EXITED).last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void aClearNoIsTakenAtItsWord() {
    assertThat(refusedBy(new MarketProblem.BadKey("x"))).isEqualTo(NotRentedReason.BAD_KEY);
    assertThat(refusedBy(new MarketProblem.InsufficientCredit("x")))
        .isEqualTo(NotRentedReason.NO_CREDIT);
    assertThat(refusedBy(new MarketProblem.SpendLimit("x"))).isEqualTo(NotRentedReason.SPEND_LIMIT);
    assertThat(refusedBy(new MarketProblem.Unreachable("x")))
        .isEqualTo(NotRentedReason.UNREACHABLE);
    assertThat(refusedBy(new MarketProblem.Refused("y", "x"))).isEqualTo(NotRentedReason.REFUSED);
    assertThat(refusedBy(new MarketProblem.RateLimited("x"))).isEqualTo(NotRentedReason.REFUSED);
  }

  @Test
  void patienceIsCountedFromTheUnclearAnswerNotFromTheIntent() {
    Story story =
        Story.renting()
            .after(Duration.ofMinutes(5))
            .answered(new RentOutcome.Unclear(SILENCE))
            .listed()
            .after(1)
            .listed();
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
  }

  private static NotRentedReason refusedBy(MarketProblem problem) {
    Story story = Story.renting().answered(new RentOutcome.Refused(problem, Optional.empty()));
    return ((LeasePhase.NotRented) story.lease.phase()).why();
  }

  @Test
  void whatWasRentedIsLookedAt() {
    assertThat(Story.named().last.actions()).containsExactly(new LeaseAction.Look(ID));
  }
}
