package dev.sortie.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.money.Toll;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every phase against every signal: what must hold whatever meets whatever. */
class LeaseTableTest {
  @TestFactory
  Stream<DynamicTest> noPhaseChokesOnAnySignal() {
    return Story.everySignal().stream()
        .map(signal ->
            DynamicTest.dynamicTest(
                signal.toString(),
                () -> Story.everyPhase().forEach(story -> checked(story, signal))));
  }

  private static void checked(Story story, LeaseSignal signal) {
    Lease before = story.lease;
    story.after(3).send(signal);
    String where = before.phase() + " meets " + signal;
    // Law 2: the create call belongs to the very first signal only.
    boolean rents = story.last.actions().stream().anyMatch(LeaseAction.Rent.class::isInstance);
    assertThat(rents)
        .as(where)
        .isEqualTo(
            before.phase() instanceof LeasePhase.Unopened && signal instanceof LeaseSignal.Open);
    // Once wanted, the end stays wanted, for the first reason.
    if (before.endWanted().isPresent()) {
      assertThat(story.lease.endWanted()).as(where).isEqualTo(before.endWanted());
    }
    // A known instance is never forgotten.
    if (before.instance().isPresent()) {
      assertThat(story.lease.instance()).as(where).isEqualTo(before.instance());
    }
    // Whoever is not closed and not waiting for the create call will look again by itself.
    boolean waits =
        story.lease.phase() instanceof LeasePhase.Unopened
            || story.lease.phase() instanceof LeasePhase.Renting;
    assertThat(story.machine.wakeAt(story.lease, story.now).isEmpty())
        .as(where)
        .isEqualTo(waits || story.lease.isClosed());
    assertThat(story.machine.wakeAt(story.lease, story.now).orElse(story.now.plusSeconds(1)))
        .as(where)
        .isAfter(story.now);
    assertThat(story.lease.costAt(story.now).total().nanos()).as(where).isNotNegative();
  }

  @Test
  void whatIsOverIgnoresEverything() {
    for (LeaseSignal signal : Story.everySignal()) {
      for (Story story : List.of(Story.gone(), Story.notRented())) {
        Lease before = story.lease;
        story.after(3).send(signal);
        assertThat(story.last.facts()).as("%s", signal).isEmpty();
        assertThat(story.last.actions()).as("%s", signal).isEmpty();
        assertThat(story.lease).isEqualTo(before);
      }
    }
  }

  @Test
  void onlyTheLastFactEndsTheHistory() {
    assertThat(Story.gone().facts.getLast()).isEqualTo(new LeaseEvent.Gone());
    assertThat(Story.notRented().facts.getLast()).isInstanceOf(LeaseEvent.NotRented.class);
    for (Story story : List.of(Story.gone(), Story.notRented())) {
      assertThat(story.facts.stream().filter(LeaseEvent::ends)).hasSize(1);
    }
    assertThat(Story.absentInEnding().facts).noneMatch(LeaseEvent::ends);
  }

  @Test
  void aHistoryFoldsToTheSameStateAgain() {
    for (Story story : Story.everyPhase()) {
      // Facts of everyPhase fall on few instants; folding them at once must at least agree in kind.
      Lease folded = story.machine.initial();
      for (LeaseEvent fact : story.facts) {
        folded = story.machine.evolve(folded, fact, story.now);
      }
      assertThat(folded.phase().getClass()).isEqualTo(story.lease.phase().getClass());
      assertThat(folded.endWanted()).isEqualTo(story.lease.endWanted());
      assertThat(folded.instance()).isEqualTo(story.lease.instance());
    }
  }

  @Test
  void whoeverTakesItUpGoesOnInEveryPhase() {
    assertThat(resumed(Story.unopened())).isEmpty();
    assertThat(resumed(Story.renting())).contains(new LeaseAction.TakeInventory());
    assertThat(resumed(Story.renting().end())).contains(new LeaseAction.TakeInventory());
    assertThat(resumed(Story.lookingUp())).contains(new LeaseAction.TakeInventory());
    assertThat(resumed(Story.booting())).contains(new LeaseAction.Look(Story.ID));
    assertThat(resumed(Story.up())).contains(new LeaseAction.Look(Story.ID));
    assertThat(resumed(Story.ending())).contains(Story.DESTROY);
    assertThat(resumed(Story.absentInEnding())).contains(new LeaseAction.TakeInventory());
    assertThat(resumed(Story.gone())).isEmpty();
    assertThat(resumed(Story.notRented())).isEmpty();
  }

  @Test
  void openingASecondTimeIsTakingItUp() {
    for (Story story : Story.everyPhase()) {
      if (!(story.lease.phase() instanceof LeasePhase.Unopened)) {
        LeaseTerms terms = story.lease.openedTerms();
        assertThat(story.machine.decide(story.lease, new LeaseSignal.Open(terms), story.now))
            .isEqualTo(story.machine.decide(story.lease, new LeaseSignal.Resumed(), story.now));
      }
    }
  }

  private static Optional<LeaseAction> resumed(Story story) {
    story.after(1).send(new LeaseSignal.Resumed());
    return story.last.actions().stream().findFirst();
  }

  @Test
  void onlyWhatIsProvenGoneOrWasNeverRentedIsClosed() {
    for (Story story : Story.everyPhase()) {
      boolean over =
          story.lease.phase() instanceof LeasePhase.Gone
              || story.lease.phase() instanceof LeasePhase.NotRented;
      assertThat(story.machine.isClosed(story.lease)).isEqualTo(over);
    }
  }

  @Test
  void onlyTheCreateCallWaitsForTheJournalWhateverElseIsDoneMayBeDoneAgain() {
    LeaseMachine machine = new LeaseMachine();
    assertThat(machine.isBinding(new LeaseAction.Rent(Samples.terms()))).isTrue();
    Renewal renewal = new Renewal(Duration.ofMinutes(10), Duration.ofHours(1), Toll.FREE);
    List<LeaseAction> others =
        List.of(
            new LeaseAction.TakeInventory(),
            new LeaseAction.Look(Story.ID),
            new LeaseAction.Probe(Story.ID, List.of(Story.ADDRESS)),
            new LeaseAction.Renew(Story.ID, Story.LOGIN, renewal),
            new LeaseAction.HoldEnd(Story.OWN, Samples.NOON),
            new LeaseAction.ReleaseEnd(Story.ID),
            Story.DESTROY);
    assertThat(others)
        .hasSize(LeaseAction.class.getPermittedSubclasses().length - 1)
        .noneMatch(machine::isBinding);
  }

  @Test
  void theAlarmAndATakeoverHaveSignalsOfTheirOwn() {
    LeaseMachine machine = new LeaseMachine();
    assertThat(machine.tick()).isEqualTo(new LeaseSignal.Tick());
    assertThat(machine.resumed()).isEqualTo(new LeaseSignal.Resumed());
  }
}
