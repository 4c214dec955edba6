package dev.sortie.vast;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Keeps all threads of a client within the market's rate limits: each call takes the next free slot
 * of its endpoint and sleeps until then. Thread-safe; share one per account.
 */
public final class Pace {
  /** Sleeps; tests advance a clock instead. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
  private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(20);
  private static final Duration TROUBLE = Duration.ofMillis(500);

  /** Bounds on what refusals teach: others may share the account, and a destroy must not wait. */
  private static final long WIDEST_FACTOR = 3;

  private static final Duration WIDEST_UNDOCUMENTED = Duration.ofMillis(250);
  private static final double GROWTH = 1.5;

  private final double factor;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final RandomGenerator jitter;
  private final Map<Limit, ArrayDeque<Long>> taken = new EnumMap<>(Limit.class);
  private final Map<Limit, Long> closedUntil = new EnumMap<>(Limit.class);
  private final Map<Limit, Long> spacing = new EnumMap<>(Limit.class);

  /**
   * @param factor what the documented intervals are multiplied with; 0 for a market without limits
   */
  public Pace(double factor, LongSupplier nanoTime, Sleeper sleeper, RandomGenerator jitter) {
    if (!(factor >= 0)) {
      throw new IllegalArgumentException("a pace factor is 0 or more, not " + factor);
    }
    this.factor = factor;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.jitter = jitter;
  }

  /** The intervals that vast.ai documents. */
  public static Pace documented() {
    return scaled(1);
  }

  /** The documented intervals times {@code factor}; 0 for the practice market. */
  public static Pace scaled(double factor) {
    return new Pace(factor, System::nanoTime, Thread::sleep, RandomGenerator.getDefault());
  }

  /** Waits for the next free slot, and for another if the endpoint was closed meanwhile. */
  void await(Limit limit) throws InterruptedException {
    do {
      pause(reserve(limit));
    } while (isClosed(limit));
  }

  void pause(Duration duration) throws InterruptedException {
    if (duration.isPositive()) {
      sleeper.sleep(duration);
    }
  }

  /**
   * After a refusal nobody calls this endpoint for a while, longer with each attempt, and all calls
   * of it keep further apart: the market may be stricter than it says.
   */
  synchronized void refused(Limit limit, int attempt, Duration asked) {
    // Refusals in a closed time answer calls made before it: they teach nothing new.
    if (!isClosed(limit)) {
      long documented = scaled(limit.period()) / limit.calls();
      long wider = Math.max(2 * spacing(limit), documented);
      long widest = Math.max(WIDEST_FACTOR * documented, WIDEST_UNDOCUMENTED.toNanos());
      spacing.put(limit, Math.clamp(wider, SHORTEST_BACK_OFF.toNanos(), widest));
    }
    Duration backOff = asked.isPositive() ? asked : backOff(limit.penalty(), attempt);
    closedUntil.merge(limit, nanoTime.getAsLong() + backOff.toNanos(), Math::max);
  }

  /** After a call that was let through: back towards the documented pace, step by step. */
  synchronized void accepted(Limit limit) {
    long narrower = spacing(limit) * 3 / 4;
    spacing.put(limit, narrower < SHORTEST_BACK_OFF.toNanos() / 2 ? 0 : narrower);
  }

  /** How long to wait before a read is tried again that got no usable answer. */
  Duration afterTrouble(int attempt) {
    return backOff(TROUBLE, attempt);
  }

  private synchronized Duration reserve(Limit limit) {
    long now = nanoTime.getAsLong();
    long slot = Math.max(now, closedUntil.getOrDefault(limit, now));
    ArrayDeque<Long> slots = taken.computeIfAbsent(limit, _ -> new ArrayDeque<>());
    if (!slots.isEmpty()) {
      slot = Math.max(slot, slots.getLast() + spacing(limit));
    }
    if (slots.size() == limit.calls()) {
      slot = Math.max(slot, slots.removeFirst() + scaled(limit.period()));
    }
    slots.addLast(slot);
    return Duration.ofNanos(slot - now);
  }

  private synchronized boolean isClosed(Limit limit) {
    long now = nanoTime.getAsLong();
    return closedUntil.getOrDefault(limit, now) > now;
  }

  private long spacing(Limit limit) {
    return spacing.getOrDefault(limit, 0L);
  }

  private Duration backOff(Duration base, int attempt) {
    double nanos =
        (double) scaled(base) * Math.pow(GROWTH, attempt - 1) * (0.8 + 0.4 * jitter.nextDouble());
    long bounded = (long) Math.min(nanos, (double) LONGEST_BACK_OFF.toNanos());
    return Duration.ofNanos(Math.max(bounded, SHORTEST_BACK_OFF.toNanos()));
  }

  private long scaled(Duration duration) {
    return (long) (duration.toNanos() * factor);
  }
}
