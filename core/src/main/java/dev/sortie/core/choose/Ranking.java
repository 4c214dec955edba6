package dev.sortie.core.choose;

import dev.sortie.core.market.Offer;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Orders offers by the cheapest job, not the cheapest hour. */
public final class Ranking {
  /** Container start, key installation and first login, on top of the image pull. */
  private static final Duration BOOT_BASE = Duration.ofSeconds(45);

  /** Share of the advertised link speed that a registry or a single SSH stream reaches. */
  private static final double LINK_YIELD = 0.5;

  /** Our own side of a transfer is rarely faster than this, Mbit/s. */
  private static final double HOME_MBPS = 200;

  /** A host that reports no speed is taken for a slow one, Mbit/s. */
  private static final double SLOWEST_MBPS = 10;

  private Ranking() {}

  /** Offers that fit the budget and last long enough, cheapest job first. */
  public static List<Candidate> rank(List<Offer> offers, Workload workload, Budget budget) {
    return rank(offers, workload, budget, HostMemory.NONE);
  }

  /** The same with what is remembered of the machines. */
  public static List<Candidate> rank(
      List<Offer> offers, Workload workload, Budget budget, HostMemory memory) {
    return offers.stream()
        .map(offer -> judge(offer, workload, budget, memory))
        .filter(candidate -> fits(candidate, workload))
        .sorted(
            Comparator.comparing(Candidate::expected)
                .thenComparing(candidate -> candidate.offer().id().value()))
        .toList();
  }

  /** What the job on this offer would take and cost, whether or not it fits. */
  public static Candidate judge(Offer offer, Workload workload, Budget budget) {
    return judge(offer, workload, budget, HostMemory.NONE);
  }

  /** The same with what is remembered of the machine. */
  public static Candidate judge(Offer offer, Workload workload, Budget budget, HostMemory memory) {
    Rates rates = offer.rates(workload.diskGigabytes());
    Forecast forecast = forecast(offer, rates, workload, memory);
    double chance = memory.chance(offer);
    Usd expected = forecast.cost().total().times(1 / chance);
    Duration life = budget.life(rates, Usd.ZERO, workload.traffic());
    return new Candidate(offer, rates, forecast, chance, expected, life);
  }

  private static boolean fits(Candidate candidate, Workload workload) {
    Duration needed = candidate.forecast().boot().plus(candidate.forecast().transfer());
    return candidate.life().compareTo(needed) > 0
        && candidate.offer().remaining().compareTo(candidate.forecast().total()) > 0
        && candidate.offer().diskGigabytes() >= workload.diskGigabytes();
  }

  private static Forecast forecast(Offer offer, Rates rates, Workload workload, HostMemory memory) {
    double down = Math.max(offer.downMbps(), SLOWEST_MBPS) * LINK_YIELD;
    double up = Math.max(offer.upMbps(), SLOWEST_MBPS) * LINK_YIELD;
    Duration pull = seconds(workload.imageGigabytes() * 8000 / down);
    Duration fastest = seconds(workload.imageGigabytes() * 8000 / (down / LINK_YIELD));
    Duration boot = memory.boot(offer.machine(), BOOT_BASE.plus(pull), fastest);
    Duration transfer =
        seconds(megabits(workload.traffic().bytesDown()) / Math.min(down, HOME_MBPS))
            .plus(seconds(megabits(workload.traffic().bytesUp()) / Math.min(up, HOME_MBPS)));
    // Loading is not billed as GPU time; the disk is billed from creation.
    Duration running = transfer.plus(workload.work());
    Cost cost = rates.cost(running, running.plus(boot), workload.traffic());
    return new Forecast(boot, transfer, workload.work(), cost);
  }

  private static double megabits(long bytes) {
    return bytes * 8 / 1e6;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }
}
