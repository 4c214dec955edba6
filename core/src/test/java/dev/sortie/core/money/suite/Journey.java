package dev.sortie.core.money.suite;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Ranking;
import dev.sortie.core.choose.Workload;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Dice;
import dev.sortie.core.samples.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** One random run: offers, prices, links, sizes, faults; planned by our arithmetic. */
final class Journey {
  private final Dice dice;
  private final Budget budget;
  private final Workload workload;
  private final List<Candidate> candidates;
  private BigDecimal charged = BigDecimal.ZERO;
  private Usd committed = Usd.ZERO;
  private int rentals;

  private Journey(Dice dice) {
    this.dice = dice;
    this.budget = new Budget(amount(0.02, 20), dice.seconds(600, dice.chance(0.5) ? 2e4 : 4e5));
    Traffic traffic =
        new Traffic((long) size(1e3, 3e10), dice.chance(0.2) ? 0 : (long) size(1e3, 3e10));
    this.workload =
        new Workload(
            size(0.1, 40), size(8, 500), dice.seconds(1, dice.chance(0.5) ? 3e3 : 6e4), traffic);
    List<Offer> offers =
        IntStream.rangeClosed(1, 1 + dice.below(12)).mapToObj(this::offer).toList();
    this.candidates = Ranking.rank(offers, workload, budget).stream().limit(8).toList();
  }

  /**
   * How it came out.
   *
   * @param error of the forecast as a share of what was charged; only where nothing went wrong
   */
  record Outcome(Usd ceiling, BigDecimal charged, int rentals, OptionalDouble error) {}

  static Outcome of(Dice dice) {
    return new Journey(dice).go();
  }

  private Outcome go() {
    Instant now = Samples.NOON;
    for (Candidate candidate : candidates) {
      Rates rates = candidate.rates();
      Duration life = budget.life(rates, committed, workload.traffic());
      if (life.compareTo(candidate.forecast().boot().plus(candidate.forecast().transfer())) <= 0) {
        continue;
      }
      Fate fate = dice.chance(0.4) ? Fate.GOOD : dice.oneOf(List.of(Fate.values()));
      boolean greedy = dice.chance(0.15);
      Rental rental = new Rental(dice, candidate, terms(candidate, life), now, fate);
      Rental.Outcome outcome = live(rental, candidate, fate, greedy);
      rentals++;
      charged = charged.add(outcome.bill().dollars(rates));
      if (outcome.worked() || fate == Fate.ALONE || fate == Fate.ENDLESS) {
        return outcome(candidate, rentals == 1 && fate == Fate.GOOD && !greedy);
      }
      // The next one begins while this one is still being ended.
      committed =
          committed
              .plus(outcome.meter().costAt(outcome.left()).total())
              .plus(rates.perHour().perHourFor(Budget.TEARDOWN));
      now = outcome.left();
    }
    return new Outcome(budget.ceiling(), charged, rentals, OptionalDouble.empty());
  }

  private Rental.Outcome live(Rental rental, Candidate candidate, Fate fate, boolean greedy) {
    double boot = candidate.forecast().boot().toMillis() * size(0.05, 3);
    // A container that is not running by then has been given up by everybody.
    long load = (long) Math.min(boot, fate == Fate.ALONE ? Budget.LOADING.toMillis() - 2_000 : 7e5);
    long work = (long) (workload.work().toMillis() * size(0.3, 3));
    long in = greedy ? (long) size(1e6, 1e11) : 0;
    long out = greedy ? (long) size(1e6, 1e10) : 0;
    long tail = dice.chance(0.9) ? dice.between(200, 5_000) : dice.between(200, 60_000);
    return rental.live(load, work, in, out, tail);
  }

  private Outcome outcome(Candidate candidate, boolean usual) {
    Cost forecast = candidate.forecast().cost();
    double total = forecast.total().dollars().doubleValue();
    OptionalDouble error =
        usual && charged.signum() > 0
            ? OptionalDouble.of(total / charged.doubleValue() - 1)
            : OptionalDouble.empty();
    return new Outcome(budget.ceiling(), charged, rentals, error);
  }

  private LeaseTerms terms(Candidate candidate, Duration life) {
    LeaseId id = Samples.lease(rentals);
    return new LeaseTerms(
        id,
        new Label("home", id.value()),
        "a-run",
        candidate.offer().id(),
        candidate.offer().machine(),
        candidate.offer().gpu(),
        candidate.offer().location(),
        candidate.rates(),
        workload.diskGigabytes(),
        "image:tag",
        "https://console.vast.ai",
        7,
        life.plus(Budget.TEARDOWN),
        budget.ceiling().minus(committed),
        workload.traffic(),
        Optional.of(GuardTerms.USUAL),
        Samples.PATIENCE);
  }

  private Offer offer(int number) {
    return new Offer(
        new OfferId(number),
        new MachineId(number),
        "RTX 3090",
        1,
        24576,
        860,
        12.8,
        16,
        64,
        600,
        size(5, 9000),
        size(5, 9000),
        dice.amount(0.5, 1),
        true,
        false,
        "",
        10,
        dice.seconds(3_600, 1e7),
        amount(0.03, 12),
        amount(0.01, 0.6),
        dice.chance(0.2) ? Usd.ZERO : amount(0.0005, 0.03),
        dice.chance(0.2) ? Usd.ZERO : amount(0.0005, 0.03),
        Optional.empty());
  }

  private Usd amount(double low, double high) {
    return Usd.of(size(low, high));
  }

  /** Small ones as often as large ones. */
  private double size(double low, double high) {
    return Math.exp(dice.amount(Math.log(low), Math.log(high)));
  }
}
