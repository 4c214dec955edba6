package dev.sortie.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.Charge;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Difference;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofHours(3));
  private static final Budget BUDGET = new Budget(Usd.of("2"), Duration.ofHours(12));
  private static final String FIRST = "aaaa0001";
  private static final String SECOND = "aaaa0002";

  private final InMemoryJournal journal = new InMemoryJournal();
  private final History history = new History(journal);

  @BeforeEach
  void twoLeasesOfARun() {
    append(
        AggregateId.Kind.RUN,
        "a-run",
        NOON,
        new RunEvent.Planned(Papers.plan("a-run", BUDGET, FIRST, SECOND)),
        opened(FIRST, 0),
        opened(SECOND, 1));
    append(
        AggregateId.Kind.LEASE,
        FIRST,
        NOON,
        new LeaseEvent.Intended(Papers.terms(FIRST, "a-run")),
        new LeaseEvent.NotRented(NotRentedReason.OFFER_GONE, "gone"));
    rented(SECOND, "a-run", 12);
  }

  private static RunEvent opened(String lease, int which) {
    return new RunEvent.LeaseOpened(new LeaseId(lease), which, Duration.ofHours(1), Papers.CAP);
  }

  /** For an hour: $0.36 of GPU, $0.04 of disk. */
  private void rented(String lease, String run, long instance) {
    append(
        AggregateId.Kind.LEASE,
        lease,
        NOON,
        new LeaseEvent.Intended(Papers.terms(lease, run)),
        new LeaseEvent.Rented(new InstanceId(instance)),
        new LeaseEvent.StateSeen(InstanceState.RUNNING, "", Optional.empty()));
    gone(lease, NOON.plus(Duration.ofHours(1)));
  }

  private void gone(String lease, Instant at) {
    append(
        AggregateId.Kind.LEASE,
        lease,
        at,
        new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.DONE, "")),
        new LeaseEvent.AbsenceSeen(),
        new LeaseEvent.Gone());
  }

  private void append(AggregateId.Kind kind, String id, Instant at, Fact... facts) {
    AggregateId aggregate = new AggregateId(kind, id);
    journal.append(aggregate, journal.read(aggregate).size(), at, List.of(facts));
  }

  private Receipt receipt() {
    Run run = history.run(new RunId("a-run")).orElseThrow();
    return Receipt.of(new RunId("a-run"), run, history, LATER);
  }

  private static Charge charge(long instance, String lease, String gpu, String disk) {
    Cost cost = new Cost(Usd.of(gpu), Usd.of(disk), Usd.ZERO);
    return new Charge(new InstanceId(instance), "sortie-home-" + lease, cost);
  }

  private static Receipt.Line line(Receipt receipt, String lease) {
    return receipt.lines().stream()
        .filter(line -> line.lease().value().equals(lease))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachRentalHasItsForecastItsMeterAndItsCharge() {
    Reconciliation all = Reconciliation.of(receipt(), List.of(charge(12, SECOND, "0.36", "0.04")));
    Receipt.Line line = line(all.receipt(), SECOND);
    assertThat(line.forecast()).hasValue(Papers.FORECAST);
    assertThat(line.cost()).isEqualTo(new Cost(Usd.of("0.36"), Usd.of("0.04"), Usd.ZERO));
    assertThat(all.charged()).containsOnlyKeys(new LeaseId(SECOND));
    assertThat(all.differences(line)).isEmpty();
    assertThat(all.total().map(Cost::total)).hasValue(Usd.of("0.40"));
  }

  @Test
  void aPartThatDiffersByMoreThanOnePercentIsNamed() {
    Receipt receipt = receipt();
    Reconciliation all = Reconciliation.of(receipt, List.of(charge(12, SECOND, "0.3635", "0.076")));
    assertThat(all.differences(line(receipt, SECOND)).stream().map(Difference::words))
        .containsExactly("disk: metered 0.0400, charged 0.0760, +90 %");
  }

  @Test
  void whatIsNotChargedYetIsNoDifference() {
    Receipt receipt = receipt();
    Reconciliation all = Reconciliation.of(receipt, List.of());
    assertThat(all.differences(line(receipt, SECOND))).isEmpty();
    assertThat(all.total()).isEmpty();
  }

  @Test
  void aTwinUnderOurLabelIsShownAndAStrangersChargeIsNot() {
    String label = Papers.terms(SECOND, "a-run").label().toString();
    Charge twin = new Charge(new InstanceId(99), label, Cost.ZERO);
    Charge stranger = new Charge(new InstanceId(98), "somebody-else", Cost.ZERO);
    assertThat(Reconciliation.of(receipt(), List.of(twin, stranger)).unknown())
        .containsExactly(twin);
  }

  @Test
  void aStrayThatWasFoundBelongsOnTheReceiptOfItsRun() {
    append(
        AggregateId.Kind.LEASE,
        "bbbb0001",
        NOON,
        new LeaseEvent.StrayFound(Papers.terms("bbbb0001", "a-run"), new InstanceId(77), NOON));
    rented("cccc0001", "another-run", 55);
    Receipt receipt = receipt();
    assertThat(receipt.lines().stream().map(line -> line.lease().value()))
        .containsExactly(FIRST, SECOND, "bbbb0001");
    Receipt.Line stray = line(receipt, "bbbb0001");
    assertThat(stray.forecast()).isEmpty();
    assertThat(stray.open()).isTrue();
    assertThat(stray.cost().gpu()).isEqualTo(Usd.of("1.08"));
    assertThat(Reconciliation.of(receipt, List.of(charge(77, SECOND, "1", "0"))).charged())
        .containsOnlyKeys(new LeaseId("bbbb0001"));
  }

  @Test
  void aRentalThatCameBackIsBilledThroughout() {
    append(AggregateId.Kind.LEASE, SECOND, LATER.minusSeconds(60), new LeaseEvent.Resurfaced());
    Receipt.Line line = line(receipt(), SECOND);
    assertThat(line.open()).isTrue();
    assertThat(line.cost().disk()).isEqualTo(Usd.of("0.12"));
  }

  @Test
  void theSpanReachesADayBeyondEitherEnd() {
    assertThat(Reconciliation.span(receipt(), LATER))
        .hasValue(
            new Reconciliation.Span(
                NOON.minus(Duration.ofDays(1)), LATER.plus(Duration.ofDays(1))));
    Receipt nothing = new Receipt(new RunId("x"), Usd.ZERO, Cost.ZERO, List.of(), Optional.empty());
    assertThat(Reconciliation.span(nothing, LATER)).isEqualTo(Optional.empty());
  }
}
