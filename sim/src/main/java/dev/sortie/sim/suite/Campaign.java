package dev.sortie.sim.suite;

import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.oracle.Violation;
import dev.sortie.sim.world.Orders;
import dev.sortie.sim.world.Outcome;
import dev.sortie.sim.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Lives many lives on several threads; each is independent of all others. */
public final class Campaign {
  private static final int BLOCK = 256;
  private static final int FAILURES_KEPT = 64;

  private final LongFunction<Orders> lives;
  private final long first;
  private final long count;
  private final boolean untilCaught;
  private final AtomicLong next;
  private final AtomicLong lived = new AtomicLong();
  private final List<Failure> failures = new ArrayList<>();
  private final Bounds live = new Bounds();
  private final Bounds guard = new Bounds();
  private long events;
  private long failed;
  private @Nullable Throwable broken;

  /** A life in which a law did not hold. */
  public record Failure(long index, Orders orders, List<Violation> violations) {}

  /**
   * What came of all of them.
   *
   * @param failures the first ones, in order
   */
  public record Result(
      long lives,
      long failed,
      List<Failure> failures,
      Bounds live,
      Bounds guard,
      long events,
      double seconds) {}

  private Campaign(LongFunction<Orders> lives, long first, long count, boolean untilCaught) {
    this.lives = lives;
    this.first = first;
    this.count = count;
    this.untilCaught = untilCaught;
    this.next = new AtomicLong(first);
  }

  /** All of them. */
  public static Result all(LongFunction<Orders> lives, long first, long count, int threads) {
    return new Campaign(lives, first, count, false).go(threads);
  }

  /** Only until a law is seen not to hold. */
  public static Result untilCaught(
      LongFunction<Orders> lives, long first, long count, int threads) {
    return new Campaign(lives, first, count, true).go(threads);
  }

  private Result go(int threads) {
    long began = System.nanoTime();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.ofPlatform().name("lives-" + i).start(this::work));
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    Throwable why = broken;
    if (why != null) {
      throw new IllegalStateException("the simulation itself failed", why);
    }
    failures.sort(Comparator.comparingLong(Failure::index));
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Result(lived.get(), failed, failures, live, guard, events, seconds);
  }

  private void work() {
    try {
      live();
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        broken = e;
      }
    }
  }

  private void live() {
    Bounds mineLive = new Bounds();
    Bounds mineGuard = new Bounds();
    long mineEvents = 0;
    while (true) {
      long from = next.getAndAdd(BLOCK);
      long to = Math.min(from + BLOCK, first + count);
      if (from >= to || untilCaught && isCaught()) {
        break;
      }
      for (long i = from; i < to; i++) {
        mineEvents += one(i, mineLive, mineGuard);
      }
      lived.addAndGet(to - from);
    }
    synchronized (this) {
      live.add(mineLive);
      guard.add(mineGuard);
      events += mineEvents;
    }
  }

  private long one(long index, Bounds mineLive, Bounds mineGuard) {
    Orders orders = lives.apply(index);
    Outcome outcome;
    try {
      outcome = World.live(orders, mineLive, mineGuard);
    } catch (RuntimeException e) {
      throw new IllegalStateException("the simulation itself failed: " + orders.command(), e);
    }
    if (!outcome.violations().isEmpty()) {
      fail(new Failure(index, orders, outcome.violations()));
    }
    return outcome.events();
  }

  private synchronized boolean isCaught() {
    return failed > 0;
  }

  private synchronized void fail(Failure failure) {
    failed++;
    if (failures.size() < FAILURES_KEPT) {
      failures.add(failure);
    }
  }
}
