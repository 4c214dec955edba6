package dev.sortie.practice;

import dev.sortie.practice.api.Api;
import dev.sortie.practice.faults.FaultBoard;
import dev.sortie.practice.faults.FaultText;
import dev.sortie.practice.http.Dispatcher;
import dev.sortie.practice.http.RequestLog;
import dev.sortie.practice.http.WebServer;
import dev.sortie.practice.machine.LocalMachines;
import dev.sortie.practice.machine.MachineException;
import dev.sortie.practice.machine.Machines;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.MarketKeyRing;
import dev.sortie.practice.market.MarketStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * A vast.ai-compatible market on 127.0.0.1 whose instances are real SSH machines of this computer.
 * Nothing is rented and nothing costs money. Thread-safe.
 */
public final class PracticeMarket implements AutoCloseable {
  private static final long TICK_MILLIS = 100;
  private static final double FIRST_CREDIT = 25;

  private final Market market;
  private final Machines machines;
  private final WebServer server;
  private final RequestLog log = new RequestLog();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("market-tick").factory());

  /** The outside world, which tests replace. */
  record World(Machines machines, DoubleSupplier realSeconds, Executor executor) {}

  private PracticeMarket(PracticeSettings settings, World world) {
    this.machines = world.machines();
    FaultBoard faults = new FaultBoard();
    settings.faultsFile().ifPresent(file -> FaultText.apply(read(file), faults));
    Random random = new Random(settings.seed());
    MarketStart.Opened opened =
        new MarketStart(
                settings.stateFolder(),
                settings.seed(),
                settings.speed(),
                FIRST_CREDIT,
                world.machines(),
                faults,
                world.realSeconds(),
                () -> settings.bootSeconds().draw(random),
                world.executor())
            .open();
    this.market = opened.market();
    int port = settings.port() == 0 ? opened.lastPort() : settings.port();
    this.server = WebServer.bind(port, settings.port() == 0);
    market.servedAt(server.port());
    serve(settings);
  }

  private void serve(PracticeSettings settings) {
    market.tick();
    server.serve(
        new Dispatcher(
            Api.routes(market, log),
            new MarketKeyRing(market),
            Api.arounds(market),
            log,
            market::now,
            settings.notices()));
    var _ =
        ticker.scheduleWithFixedDelay(
            () -> tick(settings), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A failed tick is told and tried again; the schedule must not end with it. */
  private void tick(PracticeSettings settings) {
    try {
      market.tick();
    } catch (RuntimeException failed) {
      settings.notices().accept("market: " + failed);
    }
  }

  /**
   * Starts a market whose instances are machines of this computer; a folder used before comes back
   * with its instances, money and keys.
   *
   * @throws UncheckedIOException when the port is taken or the folder cannot be written
   * @throws MachineException when no SSH server can be opened on this computer
   * @throws IllegalArgumentException when the faults file has a bad line
   */
  public static PracticeMarket start(PracticeSettings settings) {
    return start(settings, new LocalMachines(settings.notices()));
  }

  /**
   * Starts a market whose instances are {@code machines}, which it closes with itself.
   *
   * @throws UncheckedIOException when the port is taken or the folder cannot be written
   */
  public static PracticeMarket start(PracticeSettings settings, Machines machines) {
    Executor threads = task -> Thread.ofVirtual().name("market-effect").start(task);
    DoubleSupplier seconds = () -> System.currentTimeMillis() / 1000.0;
    return start(settings, new World(machines, seconds, threads));
  }

  static PracticeMarket start(PracticeSettings settings, World world) {
    return new PracticeMarket(settings, world);
  }

  public URI url() {
    return URI.create(market.url());
  }

  /** The account's key; works for everything. */
  public String apiKey() {
    return market.apiKey();
  }

  /** One line on how far instances are fenced off from this computer. */
  public String isolation() {
    return machines.isolation();
  }

  public PracticeInspection inspect() {
    market.tick();
    List<Contract> all = market.everyContract();
    return new PracticeInspection(
        (int) all.stream().filter(contract -> !contract.destroyed()).count(),
        log.lines(),
        market.credit(),
        market.spent(),
        market.faults().standing().stream().map(Object::toString).toList());
  }

  /** Stops serving and writes the state; instances live on and are there at the next start. */
  @Override
  public void close() {
    ticker.shutdownNow();
    server.close();
    market.shut();
    machines.close();
  }

  private static String read(java.nio.file.Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read faults from " + file, e);
    }
  }
}
