package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static dev.sortie.core.run.Tale.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Ranking;
import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The offers of the plan are used up: others are searched, a few times, within the same ceiling.
 */
final class SearchTest {
  private static final LeaseId FRESH = Samples.lease(8);
  private static final RunOptions SEARCHING = Plans.USUAL.searching(2);
  private static final Plans ONE_OFFER = Plans.usual().candidates(1).with(SEARCHING);

  @Test
  void withNoOfferOfThePlanLeftOthersAreSearchedWithoutTheMachinesThatWereTried() {
    Tale tale = taken();
    assertThat(tale.last.facts())
        .endsWith(new RunEvent.SearchWanted(Cause.OFFER_TAKEN, "it broke"));
    assertThat(tale.last.actions())
        .containsExactly(new RunAction.FindMore(1, List.of(machine(tale, 0))));
    assertThat(tale.run.phase()).isEqualTo(RunPhase.RENTING);
    assertThat(tale.troubles()).isEmpty();
  }

  @Test
  void whatIsFoundIsTriedUnderALeaseOfItsOwnAndWorks() {
    Tale tale = found(taken());
    assertThat(opened(tale)).containsExactly(FRESH);
    assertThat(tale.run.agreed().leases()).endsWith(FRESH);
    tale.closed(ONE).reached(FRESH).pushed().setUp(1, 0).worked(1, 0).worked(2, 0);
    tale.pulled(Tale.HOME).closed(FRESH);
    assertThat(tale.run.isEnded()).isTrue();
    assertThat(tale.troubles()).isEmpty();
  }

  @Test
  void aMachineLostAtWorkIsReplacedByOneThatIsSearchedForAndOnlyWhatIsLeftIsDone() {
    Tale tale = Tale.working(ONE_OFFER).worked(1, 0).send(new RunSignal.Gathered(1, Tale.HOME));
    tale.lost(ONE);
    assertThat(Tale.kinds(tale.last.facts())).containsExactly("LeaseLost", "SearchWanted");
    found(tale).closed(ONE).reached(FRESH).pushed().setUp(1, 0);
    assertThat(tale.last.actions()).containsExactly(new RunAction.Work(FRESH, 2));
  }

  @Test
  void whatTheLostMachineCostIsMissingFromTheCeilingOfWhatIsFound() {
    Tale tale = Tale.working(ONE_OFFER);
    tale.bad(ONE, Cause.INSTANCE_LOST, true, "0.4");
    RunAction.OpenLease open =
        (RunAction.OpenLease)
            found(tale).last.actions().stream()
                .filter(RunAction.OpenLease.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(open.cap()).isLessThan(ONE_OFFER.budget().ceiling().minus(Usd.of("0.4")));
  }

  @Test
  void whoeverTakesTheRunOverSearchesAgain() {
    Tale tale = taken().send(new RunSignal.Resumed("process 2"));
    assertThat(tale.last.actions())
        .containsExactly(new RunAction.FindMore(1, List.of(machine(tale, 0))));
    assertThat(tale.after(10).tick().last.actions())
        .containsExactly(new RunAction.FindMore(1, List.of(machine(tale, 0))));
  }

  @Test
  void aSearchWithoutResultIsRepeatedAfterAMinuteAndThenTheFirstReasonIsGiven() {
    Tale tale = taken().send(new RunSignal.NoneFound("none fits"));
    assertThat(tale.last.facts()).containsExactly(new RunEvent.SearchFailed("none fits"));
    assertThat(tale.after(59).tick().last.actions()).isEmpty();
    assertThat(tale.after(1).tick().last.actions())
        .containsExactly(new RunAction.FindMore(2, List.of(machine(tale, 0))));
    tale.send(new RunSignal.NoneFound("none fits"));
    assertThat(tale.run.verdict().troubles())
        .containsExactly(
            new RunTrouble(Cause.OFFER_TAKEN, "it broke; no other offer was found: none fits"));
    assertThat(tale.closed(ONE).run.isEnded()).isTrue();
  }

  @Test
  void whenWhatWasFoundIsUsedUpTooAsManySearchesAreMadeAsAgreedAndNoMore() {
    Tale tale = found(taken());
    tale.bad(FRESH, Cause.STUCK_LOADING, true, "0");
    assertThat(tale.last.actions())
        .containsExactly(new RunAction.FindMore(2, List.of(machine(tale, 0), machine(tale, 1))));
    LeaseId last = Samples.lease(9);
    tale.send(new RunSignal.MoreFound(List.of(offer(9)), List.of(last)));
    tale.bad(last, Cause.STUCK_LOADING, true, "0");
    assertThat(tale.last.actions()).noneMatch(RunAction.FindMore.class::isInstance);
    assertThat(tale.troubles()).containsExactly(Cause.STUCK_LOADING);
  }

  @Test
  void aStopEndsTheSearchAndWhatIsFoundAfterItIsNotRented() {
    Tale tale = taken().stop();
    assertThat(tale.run.phase()).isEqualTo(RunPhase.RELEASING);
    assertThat(found(tale).last.actions()).isEmpty();
    assertThat(tale.closed(ONE).run.isEnded()).isTrue();
  }

  @Test
  void aSearchThatIsAnsweredTwiceRentsOnce() {
    Tale tale = found(taken());
    assertThat(found(tale).last.facts()).isEmpty();
    assertThat(tale.send(new RunSignal.NoneFound("late")).last.facts()).isEmpty();
  }

  @Test
  void nothingIsSearchedForWhatIsLeftBuysNoTime() {
    Plans tight = ONE_OFFER.with(new Budget(Usd.of("0.50"), Duration.ofHours(12)));
    Tale tale = Tale.opened(tight).bad(ONE, Cause.SSH_NEVER_UP, true, "0.46");
    assertThat(tale.last.actions()).noneMatch(RunAction.FindMore.class::isInstance);
    assertThat(tale.troubles()).containsExactly(Cause.SSH_NEVER_UP);
  }

  @Test
  void nothingIsSearchedForATimeThatTheWayToAMachineUsesUp() {
    var forecast = ONE_OFFER.plan().candidates().getFirst().forecast();
    Duration way = forecast.boot().plus(forecast.transfer()).plus(Budget.TEARDOWN);
    Tale tale = Tale.opened(ONE_OFFER.with(new Budget(Usd.of("9"), way)));
    assertThat(tale.actions).isEmpty();
    assertThat(tale.troubles()).containsExactly(Cause.CEILING_REACHED);
  }

  @Test
  void whatNoOtherOfferBettersIsNotSearchedFor() {
    Tale tale = Tale.opened(ONE_OFFER).bad(ONE, Cause.CREDIT, false, "0");
    assertThat(tale.last.actions()).noneMatch(RunAction.FindMore.class::isInstance);
    assertThat(tale.troubles()).containsExactly(Cause.CREDIT);
  }

  @Test
  void whileThePlanHasOffersLeftNothingIsSearched() {
    Tale tale = Tale.opened(ONE_OFFER.candidates(2)).bad(ONE, Cause.OFFER_TAKEN, true, "0");
    assertThat(opened(tale)).containsExactly(TWO);
    assertThat(tale.last.actions()).noneMatch(RunAction.FindMore.class::isInstance);
  }

  private static Tale taken() {
    return Tale.opened(ONE_OFFER).bad(ONE, Cause.OFFER_TAKEN, true, "0");
  }

  private static Tale found(Tale tale) {
    return tale.send(new RunSignal.MoreFound(List.of(offer(8)), List.of(FRESH)));
  }

  private static Candidate offer(int id) {
    RunPlan plan = ONE_OFFER.plan();
    return Ranking.judge(Samples.offer(id), plan.workload(), plan.budget());
  }

  private static MachineId machine(Tale tale, int which) {
    return tale.run.agreed().candidates().get(which).offer().machine();
  }

  private static List<LeaseId> opened(Tale tale) {
    return tale.last.actions().stream()
        .filter(RunAction.OpenLease.class::isInstance)
        .map(action -> ((RunAction.OpenLease) action).lease())
        .toList();
  }
}
