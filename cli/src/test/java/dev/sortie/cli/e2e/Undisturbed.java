package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What an errand costs that nobody disturbs, by the practice market's own meter. */
record Undisturbed(double dollars, double gpuSeconds) {
  /**
   * What a resume may take beyond that and the time in which nobody was there: to find out how
   * things stand, on a computer that is busy with other tests as well. Less than what a healthy
   * machine takes that is given up for want of a guard (120 s).
   */
  private static final Duration TO_FIND_ITS_WAY = Duration.ofSeconds(90);

  private static final Map<Integer, Undisturbed> KNOWN = new ConcurrentHashMap<>();

  /**
   * @param lines how much the errand's first task prints
   */
  static Undisturbed errand(int lines, Path root) {
    return KNOWN.computeIfAbsent(lines, _ -> measured(lines, root));
  }

  private static Undisturbed measured(int lines, Path root) {
    try (Shop shop = Shop.open(root.resolve("shop"), "--boot-seconds", "1");
        Cli cli = shop.customer(root.resolve("person"))) {
      Errand errand = new Errand(shop, cli, lines);
      CliProcess run = errand.start();
      assertThat(run.exit()).as(run.said()).isZero();
      errand.isWhole(run.said());
      return new Undisturbed(shop.spentDollars(), shop.gpuSeconds());
    }
  }

  /** The most that the same may cost whose process died and was followed by another. */
  double withNobodyFor(Duration gap) {
    double perSecond = dollars / gpuSeconds;
    return dollars + perSecond * (gap.toMillis() + TO_FIND_ITS_WAY.toMillis()) / 1000;
  }
}
