package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.samples.Dice;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void aDollarBuysWhatIsLeftAfterEveryReserve() {
    // Disk while loading 0.0125 / 4 = 0.003125; traffic 0.003; (1 - 0.006125) / 0.3125 h = 11449 s,
    // less 60 s of ending and 180 s of tear-down.
    Duration life =
        new Budget(Usd.of("1"), DAY).life(Samples.RATES, Usd.ZERO, new Traffic(0, 1_000_000_000));
    assertThat(life).isEqualTo(Duration.ofSeconds(11_449 - 60 - 180));
  }

  @Test
  void whatIsSpentAlreadyShortensTheLife() {
    Budget budget = new Budget(Usd.of("1"), DAY);
    Duration whole = budget.life(Samples.RATES, Usd.ZERO, Traffic.NONE);
    Duration rest = budget.life(Samples.RATES, Usd.of("0.3125"), Traffic.NONE);
    assertThat(whole.minus(rest)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void neverLongerThanTheLongestTearDownIncluded() {
    Duration longest = Duration.ofMinutes(10);
    assertThat(new Budget(Usd.of("100"), longest).life(Samples.RATES, Usd.ZERO, Traffic.NONE))
        .isEqualTo(longest.minus(Budget.TEARDOWN));
    assertThat(
            new Budget(Usd.of("100"), Duration.ofMinutes(2))
                .life(Samples.RATES, Usd.ZERO, Traffic.NONE))
        .isZero();
  }

  @Test
  void noTimeAtAllWhereOnlyTheTearDownFits() {
    // Four minutes of tear-down and ending, and the disk while loading: 0.020833 + 0.003125.
    assertThat(new Budget(Usd.of("0.0239"), DAY).life(Samples.RATES, Usd.ZERO, Traffic.NONE))
        .isZero();
    assertThat(new Budget(Usd.of("0.0244"), DAY).life(Samples.RATES, Usd.ZERO, Traffic.NONE))
        .isPositive();
    assertThat(new Budget(Usd.of("1"), DAY).life(Samples.RATES, Usd.of("2"), Traffic.NONE))
        .isZero();
  }

  @Test
  void aMachineForNothingMayLiveForTheLongest() {
    Rates free = new Rates(Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO);
    assertThat(new Budget(Usd.of("0.01"), DAY).life(free, Usd.ZERO, Traffic.NONE))
        .isEqualTo(DAY.minus(Budget.TEARDOWN));
  }

  @Test
  void refusesNegativeLimits() {
    assertThatThrownBy(() -> new Budget(Usd.of("-1"), DAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Budget(Usd.of("1"), Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Law 7, with the instance ended by its own guard, which counts from the container's start. */
  @Test
  void theWorstCaseStaysUnderTheCeiling() {
    Dice.seeds(50_000)
        .mapToObj(Dice::new)
        .forEach(dice -> {
          Rates rates =
              new Rates(price(dice, 20), price(dice, 0.5), price(dice, 0.1), price(dice, 0.1));
          Budget budget =
              new Budget(price(dice, 50), dice.seconds(1, dice.chance(0.5) ? 4e4 : 4e6));
          Usd spent = dice.chance(0.5) ? Usd.ZERO : price(dice, 5);
          Traffic traffic = new Traffic(dice.between(0, 1L << 38), dice.between(0, 1L << 36));

          Duration life = budget.life(rates, spent, traffic);

          assertThat(life).as("%s", dice).isBetween(Duration.ZERO, budget.longest());
          if (life.isPositive()) {
            Duration running = life.plus(Budget.TEARDOWN).plus(Budget.ENDING);
            Cost worst = rates.cost(running, running.plus(Budget.LOADING), traffic);
            assertThat(worst.total().plus(spent))
                .as("%s", dice)
                .isLessThanOrEqualTo(budget.ceiling());
          }
        });
  }

  /** Prices of a few billionths, where rounding is the larger part of each bill. */
  @Test
  void roundingNeverLeadsOverTheCeiling() {
    Dice.seeds(50_000)
        .mapToObj(Dice::new)
        .forEach(dice -> {
          Rates rates =
              new Rates(new Usd(dice.below(40)), new Usd(dice.below(40)), Usd.ZERO, Usd.ZERO);
          Budget budget = new Budget(new Usd(dice.below(200)), Duration.ofDays(30));

          Duration life = budget.life(rates, Usd.ZERO, Traffic.NONE);

          if (life.isPositive()) {
            Duration running = life.plus(Budget.TEARDOWN).plus(Budget.ENDING);
            Cost worst = rates.cost(running, running.plus(Budget.LOADING), Traffic.NONE);
            assertThat(worst.total()).as("%s", dice).isLessThanOrEqualTo(budget.ceiling());
          }
        });
  }

  /** Whole cents as often as crooked amounts: rounding errors live at both. */
  private static Usd price(Dice dice, double most) {
    double amount = dice.amount(0, most);
    return dice.chance(0.5) ? Usd.of(Math.round(amount * 100) / 100.0) : Usd.of(amount);
  }

  @Test
  void whereNothingIsLeftNoTimeIsBoughtNotEvenForNothing() {
    Rates free = new Rates(Usd.ZERO, Usd.ZERO, Usd.of("1"), Usd.ZERO);
    Usd reserve = new Usd(2);
    assertThat(Budget.longestFor(reserve, free, Traffic.NONE)).isZero();
    assertThat(Budget.longestFor(reserve.plus(new Usd(1)), free, Traffic.NONE)).isPositive();
    // A gigabyte too many for the cap: no time at all, and never less than none.
    assertThat(Budget.longestFor(Usd.of("0.5"), free, new Traffic(1_000_000_000, 0))).isZero();
    assertThat(Budget.longestFor(Usd.of("-1"), Samples.RATES, Traffic.NONE)).isZero();
  }
}
