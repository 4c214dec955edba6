package dev.sortie.core.run;

import static dev.sortie.core.run.Tale.ONE;
import static dev.sortie.core.run.Tale.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two machines boot, the first that is ready is kept, and the ceiling holds for both. */
final class HedgeTest {
  private static final Plans USUAL = Plans.usual();
  private static final Plans TWO_AT_ONCE = hedged(new Hedge(2, Optional.empty()));
  private static final Plans AFTER_FOUR_MINUTES =
      hedged(new Hedge(1, Optional.of(Duration.ofMinutes(4))));

  @Test
  void twoAreOpenedTogetherWhenAskedFor() {
    assertThat(opened(Tale.opened(TWO_AT_ONCE))).containsExactly(ONE, TWO);
  }

  @Test
  void aSlowBootGetsCompanyAndAQuickOneDoesNot() {
    Tale tale = Tale.opened(AFTER_FOUR_MINUTES).after(239).tick();
    assertThat(opened(tale)).isEmpty();
    assertThat(opened(tale.after(1).tick())).containsExactly(TWO);
    assertThat(opened(tale.after(600).tick())).as("one more, not ever more").isEmpty();
  }

  @Test
  void aBootThatNobodyWatchedIsNotASlowOne() {
    Tale tale = Tale.opened(AFTER_FOUR_MINUTES).after(239).send(new RunSignal.Resumed("process 2"));
    assertThat(opened(tale.after(239).tick())).isEmpty();
    assertThat(opened(tale.after(1).tick())).containsExactly(TWO);
  }

  @Test
  void theFirstThatIsReadyIsKeptAndTheOtherIsNotNeeded() {
    Tale tale = Tale.opened(TWO_AT_ONCE).after(60).reached(TWO);
    assertThat(tale.last.actions()).contains(new RunAction.Push(TWO));
    assertThat(tale.ends())
        .singleElement()
        .satisfies(end -> {
          assertThat(end.lease()).isEqualTo(ONE);
          assertThat(end.reason().kind()).isEqualTo(EndReason.Kind.NOT_NEEDED);
        });
    tale.bad(ONE, Cause.INTERRUPTED, false, "0.01").closed(ONE);
    assertThat(tale.run.phase()).isEqualTo(RunPhase.PUSHING);
    assertThat(tale.troubles()).isEmpty();
  }

  @Test
  void whoeverTakesTheRunOverEndsTheOneThatIsNotNeeded() {
    Tale tale = Tale.opened(TWO_AT_ONCE).after(60).reached(TWO);
    for (RunSignal signal : List.of(new RunSignal.Resumed(), new RunSignal.Tick())) {
      assertThat(tale.send(signal).last.actions())
          .filteredOn(RunAction.EndLease.class::isInstance)
          .singleElement()
          .satisfies(end -> assertThat(((RunAction.EndLease) end).lease()).isEqualTo(ONE));
    }
    assertThat(tale.pushed().setUp(1, 0).worked(1, 0).worked(2, 0).tick().last.actions())
        .anyMatch(RunAction.EndLease.class::isInstance);
  }

  @Test
  void theOneThatFailsIsNotReplacedWhileTheOtherBoots() {
    Tale tale = Tale.opened(TWO_AT_ONCE).bad(ONE, Cause.STUCK_LOADING, true, "0.01");
    assertThat(opened(tale)).isEmpty();
    assertThat(tale.run.tenancy().lease()).contains(TWO);
    assertThat(tale.reached(TWO).last.actions()).contains(new RunAction.Push(TWO));
  }

  @Test
  void whenBothFailTheNextOneIsTried() {
    Tale tale = Tale.opened(TWO_AT_ONCE).bad(ONE, Cause.STUCK_LOADING, true, "0.01");
    tale.bad(TWO, Cause.STUCK_LOADING, true, "0.01");
    assertThat(opened(tale)).hasSize(1).doesNotContain(ONE, TWO);
  }

  @Test
  void togetherTheyNeverCostMoreThanTheCeilingWhoeverWins() {
    for (Plans plans : List.of(TWO_AT_ONCE, AFTER_FOUR_MINUTES)) {
      Tale tale = Tale.opened(plans).after(300).tick();
      for (LeaseId winner : List.of(ONE, TWO)) {
        assertThat(worstCase(tale, winner)).isLessThanOrEqualTo(USUAL.budget().ceiling());
      }
    }
  }

  /** As above, where money and not the longest life sets the limit, so that every cent counts. */
  @Test
  void underATightCeilingEachGivesUpWhatTheOtherMayStillCost() {
    Budget tight = new Budget(Usd.of("0.50"), Duration.ofHours(12));
    for (Tale tale :
        List.of(
            Tale.opened(TWO_AT_ONCE.with(tight)),
            Tale.opened(AFTER_FOUR_MINUTES.with(tight)).after(300).tick())) {
      assertThat(tale.run.tenancy().berths()).containsOnlyKeys(ONE, TWO);
      for (LeaseId winner : List.of(ONE, TWO)) {
        assertThat(worstCase(tale, winner))
            .isBetween(tight.ceiling().minus(Usd.of("0.01")), tight.ceiling());
      }
    }
  }

  /** The winner works to its end; the loser costs on until its guard ends it. */
  private static Usd worstCase(Tale tale, LeaseId winner) {
    Usd sum = Usd.ZERO;
    for (var berth : tale.run.tenancy().berths().entrySet()) {
      var rates = tale.run.agreed().candidates().get(berth.getValue().candidate()).rates();
      Instant ends =
          berth.getKey().equals(winner)
              ? berth.getValue().workEnds().plus(Budget.TEARDOWN)
              : tale.now.plus(GuardTerms.USUAL.grace()).plus(Budget.TEARDOWN);
      Duration life = Duration.between(berth.getValue().since(), ends);
      sum =
          sum.plus(rates.perHour().perHourFor(life))
              .plus(rates.diskPerHour().perHourFor(Budget.LOADING))
              .plus(rates.network(tale.run.agreed().workload().traffic()));
    }
    return sum;
  }

  /** Under a ceiling that gives the first far less time than the second, which was opened later. */
  private static Tale firstOutlived() {
    Tale tale = Tale.opened(TWO_AT_ONCE.with(new Budget(Usd.of("0.50"), Duration.ofHours(12))));
    Instant first = workEnds(tale, ONE);
    assertThat(first).isBefore(workEnds(tale, TWO));
    assertThat(tale.machine.wakeAt(tale.run, first.minusMillis(1))).contains(first);
    tale.now = first;
    return tale.tick();
  }

  private static Instant workEnds(Tale tale, LeaseId lease) {
    return Optional.ofNullable(tale.run.tenancy().berths().get(lease)).orElseThrow().workEnds();
  }

  @Test
  void whoseTimeIsUpIsOutlivedOnlyWhileAnotherHasSome() {
    Tale tale = firstOutlived();
    Tenancy tenancy = tale.run.tenancy();
    assertThat(tenancy.isOutlived(ONE, workEnds(tale, ONE).minusMillis(1))).isFalse();
    assertThat(tenancy.isOutlived(ONE, workEnds(tale, ONE))).isTrue();
    assertThat(tenancy.isOutlived(TWO, workEnds(tale, ONE))).isFalse();
    assertThat(tenancy.isOutlived(ONE, workEnds(tale, TWO))).as("nobody has any").isFalse();
  }

  @Test
  void whoseShareIsUsedUpWhileItBootsMakesRoomForTheOtherAndTheRunGoesOn() {
    Tale tale = firstOutlived();
    assertThat(tale.troubles()).isEmpty();
    assertThat(tale.run.phase()).isEqualTo(RunPhase.RENTING);
    assertThat(tale.ends())
        .singleElement()
        .satisfies(end -> {
          assertThat(end.lease()).isEqualTo(ONE);
          assertThat(end.reason().kind()).isEqualTo(EndReason.Kind.CEILING);
        });
    tale.bad(ONE, Cause.CEILING_REACHED, false, "0.01");
    assertThat(tale.run.tenancy().lease()).contains(TWO);
    assertThat(tale.reached(TWO).last.actions()).contains(new RunAction.Push(TWO));
  }

  @Test
  void whatStartsWhenItsShareIsUsedUpIsNotWorkedOnWhileTheOtherHasTime() {
    Tale tale = firstOutlived().reached(ONE);
    assertThat(tale.last.facts()).isEmpty();
    assertThat(tale.reached(TWO).last.actions()).contains(new RunAction.Push(TWO));
  }

  @Test
  void whenTheTimeOfAllIsUpTheRunStops() {
    Tale tale = firstOutlived();
    tale.now = tale.run.tenancy().workEnds().orElseThrow();
    assertThat(tale.tick().run.phase()).isEqualTo(RunPhase.RELEASING);
  }

  private static Plans hedged(Hedge hedge) {
    return USUAL.with(
        new RunOptions(
            true, true, false, false, hedge, Optional.of(GuardTerms.USUAL), Optional.empty()));
  }

  private static List<LeaseId> opened(Tale tale) {
    return tale.last.actions().stream()
        .filter(RunAction.OpenLease.class::isInstance)
        .map(action -> ((RunAction.OpenLease) action).lease())
        .toList();
  }

  @Test
  void asManyAsWereAskedForAreOpenedTogether() {
    Tale tale = Tale.opened(hedged(new Hedge(3, Optional.empty())));
    assertThat(opened(tale)).containsExactly(ONE, TWO, Samples.lease(3));
  }

  @Test
  void whereTheCeilingBuysTimeForOneMachineOnlyOneIsOpened() {
    Budget budget = new Budget(Usd.of("0.10"), Duration.ofHours(12));
    assertThat(opened(Tale.opened(TWO_AT_ONCE.with(budget)))).containsExactly(ONE);
  }

  @Test
  void theLastCandidateHasNoCompanyToGet() {
    assertThat(opened(Tale.opened(AFTER_FOUR_MINUTES.candidates(1)).after(600).tick())).isEmpty();
  }

  @Test
  void aClockThatIsSetBackMakesNoMachineCheaper() {
    Tale tale = Tale.opened(TWO_AT_ONCE);
    Usd committed = Reserves.committed(new Course(tale.run, tale.now));
    Usd before = Reserves.committed(new Course(tale.run, tale.now.minusSeconds(86_400)));
    assertThat(before).isEqualTo(committed);
    assertThat(Reserves.committed(new Course(tale.run, tale.now.plusSeconds(600))))
        .isGreaterThan(committed);
  }

  /** Either of the two would pay alone; but the dear one, unneeded, would eat up the cheap one. */
  @Test
  void companyThatLeavesNoTimeForTheWorkIsNotTaken() {
    assertThat(opened(cheapAndDear("2.00"))).containsExactly(ONE, TWO);
    assertThat(opened(cheapAndDear("0.70"))).containsExactly(ONE);
  }

  private static Tale cheapAndDear(String ceiling) {
    Budget budget = new Budget(Usd.of(ceiling), Duration.ofHours(12));
    RunPlan plan = TWO_AT_ONCE.with(budget).candidates(2).plan();
    return new Tale()
        .send(
            new RunSignal.Open(
                Plans.among(
                    plan,
                    List.of(
                        at("0.10", plan.candidates().getFirst()),
                        at("3.00", plan.candidates().getLast())))));
  }

  private static Candidate at(String gpuPerHour, Candidate usual) {
    return new Candidate(
        usual.offer(),
        usual.rates().repriced(Usd.of(gpuPerHour)),
        usual.forecast(),
        usual.chance(),
        usual.expected(),
        usual.life());
  }
}
