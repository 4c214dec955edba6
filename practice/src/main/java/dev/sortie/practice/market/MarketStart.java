package dev.sortie.practice.market;

import dev.sortie.practice.faults.FaultBoard;
import dev.sortie.practice.machine.Machines;
import dev.sortie.practice.offers.Catalogue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * What is needed to open a market, fresh or as it was left.
 *
 * @param realSeconds the computer's clock, seconds since 1970
 * @param bootSeconds draws how long the next boot takes, market seconds
 * @param executor runs what takes long
 */
public record MarketStart(
    Path folder,
    long seed,
    double speed,
    double credit,
    Machines machines,
    FaultBoard faults,
    DoubleSupplier realSeconds,
    DoubleSupplier bootSeconds,
    Executor executor) {

  /** A market and the port it was served at the last time; 0 = never. */
  public record Opened(Market market, int lastPort) {}

  public Opened open() {
    StateFolder state = new StateFolder(folder);
    Optional<Book.Page> saved = state.read();
    MarketClock clock =
        saved
            .map(page ->
                MarketClock.resuming(realSeconds, speed, page.realTime(), page.marketTime()))
            .orElseGet(() -> MarketClock.startingNow(realSeconds, speed));
    Book.Page page = saved.orElseGet(() -> Book.Page.first(clock.now(), credit));
    Market market =
        new Market(
            new Market.Parts(
                state,
                new Book(page),
                new Fleet(machines),
                Catalogue.generate(seed),
                faults,
                clock,
                bootSeconds,
                executor));
    return new Opened(market, page.port());
  }
}
