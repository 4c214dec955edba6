package dev.sortie.core.money.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.samples.Dice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Law 7 over many random runs: what the market charges stays under the ceiling. The build takes a
 * slice; {@code -Dsortie.money.runs=100000} takes the whole. What is asked for says what it saw.
 */
class MoneySuiteTest {
  private static final int SLICE = 5_000;
  private static final String ASKED = "sortie.money.runs";
  private static final int RUNS = Integer.getInteger(ASKED, SLICE);

  @Test
  void noRunEverCostsMoreThanItsCeiling() {
    List<Double> errors = new ArrayList<>();
    List<Double> used = new ArrayList<>();
    int rentals = 0;
    for (long seed : Dice.seeds(RUNS).toArray()) {
      Journey.Outcome outcome = Journey.of(new Dice(seed));
      BigDecimal ceiling = outcome.ceiling().dollars();
      assertThat(outcome.charged())
          .as("seed %d, ceiling %s", seed, ceiling)
          .isLessThanOrEqualTo(ceiling);
      rentals += outcome.rentals();
      outcome.error().ifPresent(errors::add);
      if (outcome.rentals() > 0) {
        used.add(outcome.charged().doubleValue() / ceiling.doubleValue());
      }
    }
    assertThat(rentals).as("the dice rent something").isGreaterThan(RUNS / 3);
    if (System.getProperty(ASKED) != null) {
      System.out.printf(
          Locale.ROOT,
          "%d runs, %d rentals; over the ceiling: 0%n"
              + "forecast against charged, %d plain runs: %s%nshare of the ceiling used: %s%n",
          RUNS,
          rentals,
          errors.size(),
          spread(errors),
          spread(used));
    }
  }

  private static String spread(List<Double> values) {
    Collections.sort(values);
    return "p5 %+.2f, p50 %+.2f, p95 %+.2f"
        .formatted(at(values, 0.05), at(values, 0.5), at(values, 0.95));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }
}
