package dev.sortie.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.money.Allowance;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.SpendLimits;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Papers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreasuryTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir private Path folder;
  private final InMemoryJournal journal = new InMemoryJournal();
  private final History history = new History(journal);

  private Optional<String> doubt = Optional.empty();

  @Test
  void aJournalThatMayHaveForgottenIsHeldAgainstEveryLimit() {
    doubt = Optional.of("it was damaged");
    treasury(SpendLimits.NONE, NOON).check(budget("1"));
    assertThatThrownBy(() -> treasury(perDay("100"), NOON).check(budget("1")))
        .isInstanceOfSatisfying(
            TroubleException.class,
            e -> {
              assertThat(e.trouble().cause()).isEqualTo(Cause.BUDGET_UNKNOWN);
              assertThat(e.trouble().happened()).contains("it was damaged");
              assertThat(e.trouble().next()).contains("sortie doctor --accept-journal");
            });
  }

  private Treasury treasury(SpendLimits limits, Instant now) {
    FileMutex mutex = new FileMutex(folder.resolve("budget.lock"), Duration.ofSeconds(30));
    return new Treasury(history, limits, mutex, () -> now, BERLIN, () -> doubt);
  }

  private static SpendLimits perDay(String usd) {
    return new SpendLimits(Optional.of(Usd.of(usd)), Optional.empty(), Optional.empty());
  }

  private static Budget budget(String ceiling) {
    return new Budget(Usd.of(ceiling), Duration.ofHours(12));
  }

  private void run(RunPlan plan, Instant at, Fact... more) {
    AggregateId id = new AggregateId(AggregateId.Kind.RUN, plan.id().value());
    journal.append(id, 0, at, List.of(new RunEvent.Planned(plan)));
    journal.append(id, 1, at, List.of(more));
  }

  /** Rented for an hour at 0.36 $/h, disk for 0.04 $/h. */
  private void lease(String id, String run, Instant at, boolean gone) {
    AggregateId lease = new AggregateId(AggregateId.Kind.LEASE, id);
    journal.append(
        lease,
        0,
        at,
        List.of(
            new LeaseEvent.Intended(Papers.terms(id, run)),
            new LeaseEvent.Rented(new InstanceId(5)),
            new LeaseEvent.StateSeen(InstanceState.RUNNING, "", Optional.empty())));
    if (gone) {
      LeaseEvent end = new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.DONE, ""));
      Instant later = at.plus(Duration.ofHours(1));
      journal.append(
          lease, 3, later, List.of(end, new LeaseEvent.AbsenceSeen(), new LeaseEvent.Gone()));
    }
  }

  private Allowance day(Instant now) {
    return treasury(perDay("5"), now).allowances(budget("1")).getFirst();
  }

  @Test
  void anOpenRunCountsWithItsWholeCeilingAndNotAlsoWithWhatItHasSpent() {
    run(Papers.plan("open-1", budget("2")), NOON);
    lease("aaaa0001", "open-1", NOON, false);
    Allowance day = day(NOON.plus(Duration.ofHours(1)));
    assertThat(day.spent()).isEqualTo(Usd.ZERO);
    assertThat(day.reserved()).isEqualTo(Usd.of("2"));
  }

  @Test
  void aRunThatIsOverCountsWithWhatItHasCost() {
    run(Papers.plan("done-1", budget("2")), NOON, new RunEvent.Ended());
    lease("aaaa0001", "done-1", NOON, true);
    Allowance day = day(NOON.plus(Duration.ofHours(3)));
    assertThat(day.spent()).isEqualTo(Usd.of("0.40"));
    assertThat(day.reserved()).isEqualTo(Usd.ZERO);
  }

  @Test
  void aMachineThatWasKeptCountsWithItsCapAlthoughItsRunIsOver() {
    run(Papers.plan("kept-1", budget("2")), NOON, new RunEvent.Ended());
    lease("aaaa0001", "kept-1", NOON, false);
    assertThat(day(NOON.plus(Duration.ofHours(1))).reserved()).isEqualTo(Papers.CAP);
  }

  @Test
  void theDayBeginsAtMidnightWhereThePersonLives() {
    // 23:30 to 00:30 in Berlin: half of it today.
    lease("aaaa0001", "night", Instant.parse("2026-11-20T22:30:00Z"), true);
    assertThat(day(NOON).spent()).isEqualTo(Usd.of("0.20"));
    assertThat(day(NOON.plus(Duration.ofDays(1))).spent()).isEqualTo(Usd.ZERO);
  }

  @Test
  void whatCameBackAndWentAgainCountsOnTheDayItWent() {
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    lease("aaaa0001", "again", yesterday, true);
    AggregateId lease = new AggregateId(AggregateId.Kind.LEASE, "aaaa0001");
    journal.append(lease, 6, NOON, List.of(new LeaseEvent.Resurfaced()));
    journal.append(
        lease,
        7,
        NOON.plus(Duration.ofHours(1)),
        List.of(new LeaseEvent.AbsenceSeen(), new LeaseEvent.Gone()));
    assertThat(day(NOON.plus(Duration.ofHours(2))).spent().nanos()).isPositive();
  }

  @Test
  void whatCameBackCountsHoweverLongAgoItWasGone() {
    lease("aaaa0001", "again", NOON.minus(Duration.ofDays(60)), true);
    AggregateId lease = new AggregateId(AggregateId.Kind.LEASE, "aaaa0001");
    journal.append(lease, 6, NOON, List.of(new LeaseEvent.Resurfaced()));
    assertThat(day(NOON).reserved()).isGreaterThanOrEqualTo(Papers.CAP);
  }

  @Test
  void aCampaignRemembersItsRuns() {
    Budget comics = new Budget(Usd.of("1"), Duration.ofHours(1), Optional.of("comics"));
    Instant longAgo = NOON.minus(Duration.ofDays(300));
    run(Papers.plan("old", comics), longAgo, new RunEvent.Ended());
    lease("aaaa0001", "old", longAgo, true);
    lease("aaaa0002", "other", longAgo, true);
    SpendLimits limits =
        new SpendLimits(Optional.empty(), Optional.empty(), Optional.of(Usd.of("1.2")));
    Treasury treasury = treasury(limits, NOON);
    assertThat(treasury.allowances(comics).getFirst().spent()).isEqualTo(Usd.of("0.40"));
    assertThatThrownBy(() -> treasury.check(comics))
        .hasMessageContaining("per campaign comics $1.200: spent so far $0.400")
        .hasMessageContaining("--max-cost 0.80 would fit");
    treasury.check(budget("9"));
  }

  @Test
  void withoutLimitsNothingIsReadOrHeldBack() {
    FakeRun run = new FakeRun(journal, Papers.plan("free", budget("9")), NOON);
    assertThat(treasury(SpendLimits.NONE, NOON).hold(run.plan(), run)).isSameAs(run);
  }

  @Test
  void aRunThatDoesNotFitNeverBegins() {
    FakeRun run = new FakeRun(journal, Papers.plan("dear", budget("5.01")), NOON);
    assertThatThrownBy(() -> treasury(perDay("5"), NOON).hold(run.plan(), run).begin())
        .isInstanceOfSatisfying(
            TroubleException.class,
            e -> {
              assertThat(e.trouble().cause()).isEqualTo(Cause.BUDGET_FULL);
              assertThat(e.trouble().kept()).isEqualTo("nothing was rented");
            });
    assertThat(history.runs()).isEmpty();
  }

  /** Journaling takes a moment: whoever looks in between must wait, or too many get through. */
  @Test
  void ofManyThatPlanAtOnceOnlyAsManyGetThroughAsFit() throws Exception {
    int contenders = 8;
    Treasury treasury = treasury(perDay("3.5"), NOON);
    try (ExecutorService threads = Executors.newFixedThreadPool(contenders)) {
      List<Callable<Boolean>> all =
          IntStream.range(0, contenders)
              .mapToObj(i -> (Callable<Boolean>) () -> begins(treasury, i))
              .toList();
      int begun = 0;
      for (Future<Boolean> one : threads.invokeAll(all)) {
        begun += one.get() ? 1 : 0;
      }
      assertThat(begun).isEqualTo(3);
    }
    assertThat(history.openRuns()).hasSize(3);
  }

  private boolean begins(Treasury treasury, int number) {
    FakeRun run = new FakeRun(journal, Papers.plan("run-" + number, budget("1")), NOON);
    try {
      treasury.hold(run.plan(), run).begin();
      return true;
    } catch (TroubleException e) {
      assertThat(e.trouble().cause()).isEqualTo(Cause.BUDGET_FULL);
      return false;
    }
  }
}
