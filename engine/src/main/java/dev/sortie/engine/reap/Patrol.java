package dev.sortie.engine.reap;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Market;
import dev.sortie.engine.actor.FencedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Walks the market's listing at once, often in the first minutes and then ever so often, and ends
 * what is ours and should not be there. Lasts as long as the process that drives something.
 */
public final class Patrol implements AutoCloseable {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofSeconds(60);
  private static final int FIRST_ROUNDS = 12;

  private final Market market;
  private final Reaper reaper;
  private final Orphans orphans;
  private final Consumer<LeaseId> takeUp;
  private final Runnable jobs;
  private final InstantSource clock;
  private final Thread thread;

  /**
   * @param takeUp drives a lease that is to be ended and that nobody ends
   * @param jobs what else is due in a round: takes back what the market's scheduler holds for
   *     instances that are gone, looks whether a host asks for more
   */
  public Patrol(
      Market market,
      Reaper reaper,
      Orphans orphans,
      Consumer<LeaseId> takeUp,
      Runnable jobs,
      InstantSource clock) {
    this.market = market;
    this.reaper = reaper;
    this.orphans = orphans;
    this.takeUp = takeUp;
    this.jobs = jobs;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("patrol").unstarted(this::walk);
  }

  /** Where the market's scheduler is never asked for anything. */
  public Patrol(
      Market market,
      Reaper reaper,
      Orphans orphans,
      Consumer<LeaseId> takeUp,
      InstantSource clock) {
    this(market, reaper, orphans, takeUp, () -> {}, clock);
  }

  /** How long to wait after this many rounds. */
  public static Duration pause(int rounds) {
    return rounds < FIRST_ROUNDS ? FIRST : LATER;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void walk() {
    try {
      for (int rounds = 0; true; rounds++) {
        round();
        Thread.sleep(pause(rounds));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A round that fails is made up for by the next one; the leases themselves are told of faults.
   */
  private void round() {
    try {
      orphans.leasesToEnd(clock.instant()).forEach(takeUp);
      Instant asked = clock.instant();
      if (market.inventory() instanceof Inventory.Complete complete) {
        reaper.sweep(complete, asked);
      }
      jobs.run();
    } catch (FencedException _) {
      // Another process was faster.
    } catch (dev.sortie.core.error.TroubleException _) {
      // The journal cannot be read now; whoever drives a lease says so already.
    }
  }
}
