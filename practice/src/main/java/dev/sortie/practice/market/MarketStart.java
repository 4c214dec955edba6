package dev.sortie.practice.market;

import dev.sortie.practice.faults.FaultBoard;
import dev.sortie.practice.machine.Machines;
import dev.sortie.practice.offers.Catalogue;
import java.nio.file.Files;
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

  /** A market that runs, perhaps in another process. */
  public record Running(int lastPort, String apiKey) {}

  /** The market that has this folder open; empty when none has. */
  public static Optional<Running> runningAt(Path folder) {
    if (Files.notExists(folder.resolve("market.json"))) {
      return Optional.empty();
    }
    StateFolder state = new StateFolder(folder);
    return state.isClaimed()
        ? state.read().map(page -> new Running(page.port(), state.apiKey()))
        : Optional.empty();
  }

  /** A market and the port it was served at the last time; 0 = never. */
  public record Opened(Market market, int lastPort) {}

  /**
   * Opens it.
   *
   * @throws IllegalStateException when another process has it open
   */
  public Opened open() {
    StateFolder state = new StateFolder(folder);
    state.claim();
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
                new Book(page, state.living(), state.past()),
                new Fleet(machines),
                Catalogue.generate(seed),
                faults,
                clock,
                bootSeconds,
                executor));
    return new Opened(market, page.port());
  }
}
