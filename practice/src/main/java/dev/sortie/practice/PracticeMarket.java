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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    this.server = bind(settings, port);
    market.servedAt(server.port());
    serve(settings);
  }

  private WebServer bind(PracticeSettings settings, int port) {
    try {
      WebServer bound = WebServer.bind(port, settings.port() == 0);
      if (port != 0 && bound.port() != port) {
        settings
            .notices()
            .accept(
                "port "
                    + port
                    + " is taken, so this market is at "
                    + bound.port()
                    + "; instances rented before still call the old one");
      }
      return bound;
    } catch (RuntimeException taken) {
      market.shut();
      throw taken;
    }
  }

  private void serve(PracticeSettings settings) {
    market.adopt();
    machines.endLeftovers(market.machinesFolder(), market.wantedMachines());
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
   * @throws IllegalStateException when another process runs a market on the folder, see {@link
   *     #running}
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
    try {
      return new PracticeMarket(settings, world);
    } catch (RuntimeException failed) {
      world.machines().close();
      throw failed;
    }
  }

  /** How to reach a market of another process. */
  public record Address(URI url, String apiKey) {
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** The market that runs on this folder at the moment, in this process or another one. */
  public static Optional<Address> running(Path stateFolder) {
    return MarketStart.runningAt(stateFolder)
        .map(open -> new Address(URI.create("http://127.0.0.1:" + open.lastPort()), open.apiKey()));
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
        market.faults().standing().stream().map(PracticeMarket::described).toList());
  }

  private static String described(FaultBoard.Standing standing) {
    return standing.fault().kind().wire() + " struck " + standing.struck();
  }

  /** Stops serving and writes the state; instances live on and are there at the next start. */
  @Override
  public void close() {
    ticker.close();
    server.close();
    market.shut();
    machines.close();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read faults from " + file, e);
    }
  }
}
