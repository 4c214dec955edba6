package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Laws 2 and 3: what the market names is not ours before a row shows our label on it. */
final class OwnershipTest {
  private static final InstanceId OURS = new InstanceId(42);
  private static final int PATIENCE = (int) Samples.PATIENCE.unclear().toSeconds();

  private static Sighting shown(InstanceId id, String label) {
    return new Sighting.Present(Samples.instance(id.value(), InstanceState.RUNNING, "", label));
  }

  private static Instance strangers() {
    return Samples.instance(ID.value(), InstanceState.RUNNING, "", "training-of-others");
  }

  private static Instance strangersBeside() {
    return Samples.instance(5, InstanceState.RUNNING, "", "training-of-others");
  }

  private static Story strange() {
    return Story.named().after(1).looked(shown(ID, "training-of-others"));
  }

  private static boolean touches(LeaseAction action) {
    return switch (action) {
      case LeaseAction.Destroy _,
          LeaseAction.Probe _,
          LeaseAction.Renew _,
          LeaseAction.HoldEnd _,
          LeaseAction.ReleaseEnd _ ->
          true;
      case LeaseAction.Rent _, LeaseAction.TakeInventory _, LeaseAction.Look _ -> false;
    };
  }

  private static void neverTouched(Story story) {
    assertThat(story.actions).noneMatch(OwnershipTest::touches);
  }

  @Test
  void anInstanceWithAnotherLabelIsNeverTouchedAndOursIsLookedUp() {
    Story story = strange();
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.NotOurs(ID, "training-of-others"));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.TakeInventory());
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
    story.end();
    for (int i = 0; i < 30; i++) {
      story.after(5).tick().looked(shown(ID, "training-of-others")).listed(strangers());
    }
    neverTouched(story);
    assertThat(story.lease.isClosed()).isTrue();
  }

  @Test
  void theOneThatWasRentedForUsIsFoundByItsLabel() {
    Story story = strange().after(5).listed(strangers(), Story.row(OURS));
    assertThat(story.lease.instance()).contains(OURS);
    assertThat(story.lease.own()).contains(OwnInstance.recorded(OURS, Samples.terms().label()));
    assertThat(story.last.actions())
        .as("it is wanted: looked at, not ended")
        .containsExactly(new LeaseAction.Look(OURS));
    story.end();
    assertThat(story.last.actions())
        .containsExactly(new LeaseAction.Destroy(story.lease.own().orElseThrow()));
  }

  @Test
  void whatIsHeardLaterOfTheOneThatWasNamedFirstSaysNothingOfOurs() {
    Story story = strange().after(5).listed(Story.row(OURS)).looked(new Sighting.Absent());
    assertThat(story.last.facts()).isEmpty();
    assertThat(story.looked(Story.priced(9)).last.facts()).isEmpty();
    assertThat(story.lease.instance()).contains(OURS);
  }

  @Test
  void aMarketThatNamesAStrangersAndHasNoneOfOursIsNotAskedForOneMore() {
    Story story = strange().after(5).listed(strangers()).after(PATIENCE).listed(strangers());
    assertThat(story.lease.phase())
        .isInstanceOfSatisfying(
            LeasePhase.NotRented.class,
            phase -> assertThat(phase.why()).isEqualTo(NotRentedReason.NOT_OURS));
    assertThat(story.lease.owedAt(story.now))
        .as("one may appear all the same")
        .isEqualTo(Samples.terms().costIfLate());
  }

  @Test
  void aLeftoverThatARefusalNamesMayBeAStrangersToo() {
    Story story =
        Story.renting()
            .answered(new RentOutcome.Refused(new MarketProblem.Refused("", "no"), Optional.of(ID)))
            .looked(shown(ID, "training-of-others"))
            .after(5)
            .listed(strangers())
            .after(PATIENCE)
            .listed(strangers());
    neverTouched(story);
    assertThat(story.lease.isClosed()).isTrue();
  }

  @Test
  void anAnswerThatComesLateProvesAsLittle() {
    Story story = Story.lookingUp().after(20).answered(new RentOutcome.Rented(ID)).end();
    for (int i = 0; i < 60; i++) {
      story.after(2).tick();
    }
    neverTouched(story);
    assertThat(story.looked(shown(ID, "training-of-others")).lease.instance()).isEmpty();
  }

  @Test
  void aReadWithoutALabelSaysNothingAndTheListingIsAsked() {
    Story story = Story.named().after(1).looked(shown(ID, ""));
    assertThat(story.last.facts()).isEmpty();
    assertThat(story.last.actions()).containsExactly(new LeaseAction.TakeInventory());
    assertThat(story.listed(Story.row(ID)).lease.own()).isPresent();
    neverTouched(story);
  }

  @Test
  void aListingThatShowsOurLabelOnTheOneThatWasNamedProvesItAndDeniesNothing() {
    for (Story story : List.of(Story.named(), Story.named().end())) {
      story.after(3).listed(strangersBeside(), Story.row(ID));
      assertThat(story.last.facts()).containsExactly(new LeaseEvent.LabelSeen(ID));
    }
  }

  @Test
  void aListingThatShowsAnotherLabelOnTheOneThatWasNamedMakesTheAnswerAnUnclearOne() {
    Story story = Story.named().after(1).listed(strangers());
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.NotOurs(ID, "training-of-others"));
    assertThat(story.last.actions()).containsExactly(new LeaseAction.TakeInventory());
    neverTouched(story);
  }

  @Test
  void whileNobodyHasSeenWhoseItIsItIsLookedAtAgainAndAgain() {
    Story story = Story.named();
    for (int i = 0; i < 5; i++) {
      assertThat(story.after(3).tick().last.actions()).containsExactly(new LeaseAction.Look(ID));
    }
  }

  @Test
  void whoeverLetsUsInBeforeALabelWasSeenIsNotTakenForOurs() {
    Story story = Story.named().send(new LeaseSignal.ProbeAnswered(Story.KEY, Story.ADDRESS));
    assertThat(story.last.facts()).isEmpty();
    neverTouched(story);
  }

  @Test
  void whatNeverShowsALabelIsNotTakenForOurs() {
    Story story = Story.named();
    for (int i = 0; i <= PATIENCE / 3; i++) {
      story
          .after(3)
          .looked(shown(ID, ""))
          .listed(Samples.instance(ID.value(), InstanceState.RUNNING, "", ""));
    }
    assertThat(story.facts).contains(new LeaseEvent.NotOurs(ID, ""));
    neverTouched(story);
  }

  @Test
  void failingReadsDenyNothing() {
    for (Story story : List.of(Story.named(), Story.named().end())) {
      for (int i = 0; i < 100; i++) {
        story.after(10).tick().looked(new Sighting.Unknown(Story.SILENCE)).listingFailed();
      }
      assertThat(story.lease.instance()).contains(ID);
      assertThat(story.lease.isClosed()).isFalse();
    }
  }

  @Test
  void aNumberThatNobodyKnowsIsAnUnclearAnswer() {
    for (Story story : List.of(Story.named(), Story.named().end())) {
      story.after(29).absent();
      assertThat(story.last.facts()).as("it may be new").isEmpty();
      assertThat(story.after(1).absent().lease.phase()).isInstanceOf(LeasePhase.LookingUp.class);
      assertThat(story.after(5).listed(Story.row(OURS)).lease.instance()).contains(OURS);
    }
  }

  @Test
  void aListingThatShowsOursUnderAnotherNumberIsTheAnswer() {
    Story story = Story.named().end().after(3).listed(Story.row(OURS));
    assertThat(story.last.actions())
        .containsExactly(
            new LeaseAction.Destroy(OwnInstance.recorded(OURS, Samples.terms().label())));
  }

  @Test
  void anEndThatIsWantedBeforeTheLabelWasSeenWaitsForItAndIsNotForgotten() {
    Story story = Story.named().end();
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
    story.after(2).tick();
    assertThat(story.last.actions()).containsExactly(new LeaseAction.Look(ID));
    story.saw(InstanceState.LOADING);
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void whatWasSeenWithOurLabelOnceIsOursHoweverItIsLabelledLater() {
    Story story = Story.booting().after(5).looked(shown(ID, "mine now"));
    assertThat(story.last.facts()).noneMatch(LeaseEvent.NotOurs.class::isInstance);
    story.end();
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
    story.destroyAnswered(new DestroyOutcome.Failed(Story.SILENCE)).after(60);
    story.looked(shown(ID, "mine now")).looked(new Sighting.Unknown(Story.SILENCE)).tick();
    assertThat(story.last.actions()).as("law 5: never given up").containsExactly(Story.DESTROY);
  }

  @Test
  void whoTakesItUpKnowsFromTheJournalThatItIsOurs() {
    Lease folded = folded(new LeaseEvent.Rented(ID), new LeaseEvent.LabelSeen(ID));
    assertThat(folded.own()).isPresent();
    assertThat(folded(new LeaseEvent.Rented(ID)).own()).isEmpty();
    assertThat(folded(new LeaseEvent.Rented(ID), new LeaseEvent.LabelSeen(OURS)).own())
        .as("a fact of another instance")
        .isEmpty();
  }

  @Test
  void aJournalOfBeforeSaysNothingOfLabelsAndTheFirstLookProves() {
    Story story = Story.renting();
    story.lease =
        folded(new LeaseEvent.Rented(ID), new LeaseEvent.Reached(Story.KEY, Story.ADDRESS));
    assertThat(story.saw(InstanceState.RUNNING).lease.own()).isPresent();

    Story guarded = Story.renting();
    guarded.lease =
        folded(
            new LeaseEvent.Rented(ID),
            new LeaseEvent.Reached(Story.KEY, Story.ADDRESS),
            new LeaseEvent.GuardProven("alive"));
    assertThat(guarded.lease.own()).as("its guard came with our create call").isPresent();

    Story ending = Story.renting();
    ending.lease =
        folded(
            new LeaseEvent.Rented(ID),
            new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.ASKED, "")));
    assertThat(ending.after(60).tick().last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(ending.saw(InstanceState.RUNNING).last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void aRowOfAnotherNumberThanTheOneAskedForSaysNothing() {
    Story story = Story.named().after(1).looked(shown(OURS, "training-of-others"));
    assertThat(story.lease.instance()).contains(ID);
    assertThat(story.last.facts()).noneMatch(LeaseEvent.NotOurs.class::isInstance);
  }

  @Test
  void whatWasFoundIsTakenOnlyWithTheLabelOfItsLease() {
    Story story = Story.notRented().after(Duration.ofMinutes(5));
    assertThat(story.send(new LeaseSignal.Found(strangers())).last.actions()).isEmpty();
    LeaseSignal stray = new LeaseSignal.FoundStray(Samples.terms(), strangers(), Samples.NOON);
    assertThat(Story.unopened().send(stray).last.facts()).isEmpty();
  }

  private static Lease folded(LeaseEvent... more) {
    LeaseMachine machine = new LeaseMachine();
    Lease lease =
        machine.evolve(machine.initial(), new LeaseEvent.Intended(Samples.terms()), Samples.NOON);
    for (LeaseEvent event : more) {
      lease = machine.evolve(lease, event, Samples.NOON);
    }
    return lease;
  }
}
