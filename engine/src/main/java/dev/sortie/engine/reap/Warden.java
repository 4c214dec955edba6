package dev.sortie.engine.reap;

import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.market.Market;
import dev.sortie.core.reap.Owner;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.LeaseDesk;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything of this process that ends what should not be on the market. */
public final class Warden implements AutoCloseable {
  private final Market market;
  private final Journal journal;
  private final History history;
  private final Claims claims;
  private final LeaseDesk desk;
  private final InstantSource clock;
  private final Supplier<Owner> owner;
  private @Nullable Patrol patrol;

  /**
   * @param owner asks the market who we are
   */
  public Warden(
      Market market,
      Journal journal,
      History history,
      Claims claims,
      LeaseDesk desk,
      InstantSource clock,
      Supplier<Owner> owner) {
    this.market = market;
    this.journal = journal;
    this.history = history;
    this.claims = claims;
    this.desk = desk;
    this.clock = clock;
    this.owner = owner;
  }

  /**
   * What ends instances, for one round by hand.
   *
   * @throws dev.sortie.core.market.MarketException when the market cannot be asked who we are
   */
  public Reaper reaper(Listener listener) {
    return new Reaper(owner.get(), history, desk, clock, listener);
  }

  /** Runs and leases that no living process drives. */
  public Orphans orphans() {
    return new Orphans(owner.get(), history, claims);
  }

  /** What the market's scheduler holds for instances that are gone. */
  public LeftoverJobs leftoverJobs() {
    return new LeftoverJobs(owner, market, journal, claims, clock);
  }

  /**
   * Walks the listing from now on, for as long as this process lives; once.
   *
   * @param remarks hears of what a person should know and nobody acts on
   */
  public synchronized void patrol(Listener listener, Consumer<String> remarks) {
    if (patrol == null) {
      Owner us = owner.get();
      LeftoverJobs jobs = leftoverJobs();
      Increases increases = new Increases(us, market, history, remarks, clock);
      patrol =
          new Patrol(
              market,
              new Reaper(us, history, desk, clock, listener),
              new Orphans(us, history, claims),
              lease -> {
                try {
                  desk.inherit(lease, listener);
                } catch (FencedException _) {
                  // Another process was faster.
                }
              },
              () -> {
                jobs.remove();
                increases.look();
              },
              clock);
      patrol.start();
    }
  }

  @Override
  public synchronized void close() {
    if (patrol != null) {
      patrol.close();
    }
  }
}
