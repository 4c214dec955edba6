package dev.sortie.core.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final Budget BUDGET = new Budget(Usd.of("1"), Duration.ofHours(12));
  private static final Workload WORK =
      new Workload(4, 60, Duration.ofMinutes(30), new Traffic(0, 0));

  @Test
  void theCheapestJobWinsNotTheCheapestHour() {
    // Both take 45 s + 128 s to boot. The cheap one needs 1600 s more to fetch 10 GB at 10 Mbit/s.
    Workload fetch = new Workload(4, 60, Duration.ofMinutes(5), new Traffic(0, 10_000_000_000L));
    Offer cheapHour = machine(1, "0.20", 500, 20, 1.0);
    Offer cheapJob = machine(2, "0.30", 500, 500, 1.0);
    assertThat(ids(Ranking.rank(List.of(cheapHour, cheapJob), fetch, BUDGET)))
        .containsExactly(2L, 1L);
  }

  @Test
  void anUnreliableMachineHasToPayForItsFailures() {
    Offer shaky = machine(1, "0.28", 500, 500, 0.5);
    Offer solid = machine(2, "0.30", 500, 500, 1.0);
    assertThat(ids(Ranking.rank(List.of(shaky, solid), WORK, BUDGET))).containsExactly(2L, 1L);
  }

  @Test
  void equalJobsAreOrderedByOfferSoThatAPlanCanBeRepeated() {
    List<Offer> same = Stream.of(3L, 1L, 2L).map(Samples::offer).toList();
    assertThat(ids(Ranking.rank(same, WORK, BUDGET))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void offersWithTooLittleDiskAreDropped() {
    Workload large = new Workload(4, 200.5, Duration.ofMinutes(30), new Traffic(0, 0));
    assertThat(Ranking.rank(List.of(Samples.offer(1)), large, BUDGET)).isEmpty();
    Workload just = new Workload(4, 200, Duration.ofMinutes(30), new Traffic(0, 0));
    assertThat(Ranking.rank(List.of(Samples.offer(1)), just, BUDGET)).hasSize(1);
  }

  @Test
  void offersThatEndBeforeTheJobDoesAreDropped() {
    // Boot 45 s + 4 GB at 250 Mbit/s = 128 s, work 1800 s: 1973 s.
    assertThat(Ranking.rank(List.of(lasting(Duration.ofSeconds(1973))), WORK, BUDGET)).isEmpty();
    assertThat(Ranking.rank(List.of(lasting(Duration.ofSeconds(1974))), WORK, BUDGET)).hasSize(1);
  }

  @Test
  void offersWhoseBootAloneEatsTheBudgetAreDropped() {
    Budget cents = new Budget(Usd.of("0.03"), Duration.ofHours(12));
    assertThat(Ranking.rank(List.of(machine(1, "0.30", 10, 10, 1.0)), WORK, cents)).isEmpty();
    Budget dollar = new Budget(Usd.of("1"), Duration.ofSeconds(100));
    assertThat(Ranking.rank(List.of(Samples.offer(1)), WORK, dollar)).isEmpty();
  }

  @Test
  void theForecastAddsUp() {
    Candidate candidate = Ranking.judge(Samples.offer(1), WORK, BUDGET);
    Forecast forecast = candidate.forecast();
    assertThat(forecast.boot()).isEqualTo(Duration.ofSeconds(45 + 128));
    assertThat(forecast.transfer()).isZero();
    assertThat(forecast.total()).isEqualTo(Duration.ofSeconds(1973));
    assertThat(forecast.cost().gpu()).isEqualTo(Usd.of("0.15"));
    // 60 GB x 0.15 / 720 = 0.0125 an hour, from creation.
    assertThat(forecast.cost().disk().dollars().doubleValue())
        .isCloseTo(0.0125 * 1973 / 3600, within(1e-8));
    assertThat(candidate.expected()).isEqualTo(forecast.cost().total());
  }

  @Test
  void aMachineThatReportsNoSpeedOrNoReliabilityIsTakenForABadOne() {
    Candidate blank = Ranking.judge(machine(1, "0.30", 0, 0, 0), WORK, BUDGET);
    assertThat(blank.chance()).isEqualTo(0.01);
    assertThat(blank.forecast().boot()).isEqualTo(Duration.ofSeconds(45 + 6400));
  }

  private static List<Long> ids(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::offer).map(Offer::id).map(OfferId::value).toList();
  }

  private static Offer lasting(Duration remaining) {
    return Samples.offer(1, "0.30", 500, 500, 1.0, remaining);
  }

  private static Offer machine(long id, String price, double down, double up, double reliability) {
    return Samples.offer(id, price, down, up, reliability, Duration.ofDays(30));
  }
}
