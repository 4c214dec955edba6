package dev.sortie.core.samples;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** A seeded source of chance; a failing test names the seed, which replays it. */
public final class Dice {
  private static final long FIRST_SEED = Long.getLong("sortie.seed", 20_261_121L);

  private final long seed;
  private final Random random;

  public Dice(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** Seeds for {@code count} cases; {@code -Dsortie.seed=N} starts elsewhere. */
  public static LongStream seeds(int count) {
    return LongStream.range(FIRST_SEED, FIRST_SEED + count);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  public double amount(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  public Duration seconds(double low, double high) {
    return Duration.ofMillis((long) (amount(low, high) * 1000));
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
