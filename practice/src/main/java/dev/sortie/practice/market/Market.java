package dev.sortie.practice.market;

import dev.sortie.practice.faults.FaultBoard;
import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.machine.MachineException;
import dev.sortie.practice.machine.MachineSpec;
import dev.sortie.practice.offers.Catalogue;
import dev.sortie.practice.offers.Offer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The state of the market and its passage through time. One lock guards the book; whatever may take
 * long (starting, stopping, destroying machines) happens outside it. Thread-safe.
 */
public final class Market {
  /** What a market is made of. */
  public record Parts(
      StateFolder folder,
      Book book,
      Fleet fleet,
      Catalogue catalogue,
      FaultBoard faults,
      MarketClock clock,
      DoubleSupplier bootSeconds,
      Executor executor) {}

  private final Parts parts;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> effects = new ArrayList<>();
  private final Logbook logbook = new Logbook();
  private String apiKey;
  private String url = "";
  private int port;

  Market(Parts parts) {
    this.parts = parts;
    this.apiKey = parts.folder().apiKey();
  }

  /** Tells the market where it is served; instances are told the same. */
  public void servedAt(int atPort) {
    this.port = atPort;
    this.url = "http://127.0.0.1:" + atPort;
    locked(() -> {
      save();
      return true;
    });
  }

  public double now() {
    return parts.clock().now();
  }

  public MarketClock clock() {
    return parts.clock();
  }

  public Catalogue catalogue() {
    return parts.catalogue();
  }

  public FaultBoard faults() {
    return parts.faults();
  }

  public Logbook logbook() {
    return logbook;
  }

  public String url() {
    return url;
  }

  public String apiKey() {
    return locked(() -> apiKey);
  }

  /** Makes a new account key; the old one is wrong from now on. */
  public void rotateApiKey() {
    locked(() -> apiKey = parts.folder().rotateApiKey());
  }

  /** The living instance that this restricted key belongs to. */
  Optional<Long> instanceOf(String key) {
    return locked(() ->
        book().contracts().stream()
            .filter(one -> !one.destroyed() && MarketKeyRing.same(key, one.apiKey()))
            .map(Contract::id)
            .findFirst());
  }

  /** The contracts that a listing shows, oldest first. */
  public List<Contract> listed() {
    return locked(() -> {
      double now = now();
      return book().contracts().stream()
          .filter(contract -> contract.listed(now))
          .sorted(Comparator.comparingLong(Contract::id))
          .toList();
    });
  }

  /** One contract, when a read would show it. */
  public Optional<Contract> find(long id) {
    return locked(() -> book().find(id).filter(contract -> contract.listed(now())));
  }

  /** One contract, also when no listing shows it: what the instance itself sees. */
  public Optional<Contract> alive(long id) {
    return locked(() -> book().find(id).filter(contract -> !contract.destroyed()));
  }

  /** Every contract whose charges are known, destroyed ones too. */
  public List<Contract> everyContract() {
    return locked(() -> book().everyContract().toList());
  }

  public Optional<Machine> machine(long id) {
    return parts.fleet().running(id);
  }

  /** What the instance's stand-in nvidia-smi shows, 0 to 100. */
  public int gpuLoad(long id) {
    return parts.fleet().gpuLoad(id);
  }

  public void gpuLoad(long id, int percent) {
    parts.fleet().gpuLoad(id, percent);
  }

  public double credit() {
    return locked(() -> book().credit());
  }

  /** The files of an instance, seen from this computer. */
  public InstanceFiles files(long id) {
    return new InstanceFiles(folder().machine(id).resolve("fs"));
  }

  public double spent() {
    return locked(() -> book().spent());
  }

  /** Whether nobody holds the offer. */
  public boolean free(Offer offer) {
    return !held().contains(offer.id());
  }

  /** The offers that somebody holds. */
  public Set<Long> held() {
    return locked(() ->
        book().contracts().stream()
            .filter(one -> !one.destroyed())
            .map(one -> one.offer().id())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Lets time have its effect: states change, meters run. Cheap; called often. */
  public void tick() {
    List<Runnable> due =
        under(() -> {
          new Passage(this).pass();
          return drain();
        });
    due.forEach(parts.executor()::execute);
  }

  /** Runs {@code work} under the lock, then what it asked to have done outside. */
  <T> T locked(Supplier<T> work) {
    List<Runnable> due = new ArrayList<>();
    T result =
        under(() -> {
          T answer = work.get();
          if (lock.getHoldCount() == 1) {
            due.addAll(drain());
          }
          return answer;
        });
    due.forEach(Runnable::run);
    return result;
  }

  private <T> T under(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private List<Runnable> drain() {
    List<Runnable> due = List.copyOf(effects);
    effects.clear();
    return due;
  }

  /** Has something slow done once the lock is free. */
  void later(Runnable effect) {
    effects.add(effect);
  }

  Book book() {
    return parts.book();
  }

  Fleet fleet() {
    return parts.fleet();
  }

  StateFolder folder() {
    return parts.folder();
  }

  double drawBootSeconds() {
    return parts.bootSeconds().getAsDouble();
  }

  void save() {
    parts.folder().write(book().page(port, parts.clock().realSeconds(), now()));
  }

  void put(Contract contract) {
    book().put(contract);
    folder().write(contract);
  }

  /** Moves a destroyed contract to the past; what comes first is what a crash must not lose. */
  void end(Contract contract) {
    folder().append(contract);
    book().end(contract);
  }

  /** Brings the meter up to now, at the rates of the state it was in. */
  Contract settle(Contract contract) {
    if (contract.destroyed()) {
      return contract;
    }
    Meter meter =
        Ledger.settle(
            contract.meter(),
            Ledger.rates(contract, contract.course().actual()),
            fleet().traffic(contract.id(), contract.meter().counters()),
            now());
    Contract settled = contract.with(meter);
    book().put(settled);
    return settled;
  }

  public Path machinesFolder() {
    return folder().machines();
  }

  /** The folders of the machines that may have processes: wanted, although perhaps offline now. */
  public Set<Path> wantedMachines() {
    return locked(() ->
        book().contracts().stream()
            .filter(one -> !one.destroyed() && one.course().wanted())
            .map(one -> folder().machine(one.id()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Takes up again the machines that ran when the market was shut; waits until they are there. */
  public void adopt() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      locked(() -> book().contracts()).stream()
          .filter(one -> wantsMachine(one) && fleet().claimStart(one.id()))
          .forEach(one -> threads.execute(() -> startMachine(one.id())));
    }
  }

  /** Starts the machine of a contract whose start was claimed; outside the lock. */
  void startMachine(long id) {
    Optional<MachineSpec> spec =
        locked(() ->
            book()
                .find(id)
                .map(one -> Inside.spec(one, book().secrets(), url, folder().machine(id))));
    if (spec.isEmpty()) {
      fleet().abandonStart(id);
      return;
    }
    try {
      fleet().start(spec.get());
      tick();
    } catch (MachineException failed) {
      logbook.add(id, "Error response from daemon: " + failed.getMessage());
      locked(() -> new Tending(this).bootFailed(id, String.valueOf(failed.getMessage())));
    }
    if (locked(() -> book().find(id).filter(this::wantsMachine).isEmpty())) {
      dropUnwanted(id);
    }
  }

  private boolean wantsMachine(Contract contract) {
    return Lifecycle.wantsMachine(contract, now());
  }

  /** It was stopped or destroyed while it was being started. */
  private void dropUnwanted(long id) {
    boolean gone = locked(() -> book().find(id).filter(one -> !one.destroyed()).isEmpty());
    if (gone) {
      fleet().destroy(id, folder().machine(id));
    } else {
      fleet().stop(id);
    }
  }

  /** Writes the last state and lets go of the folder; machines live on. */
  public void shut() {
    locked(() -> {
      book().contracts().forEach(contract -> put(settle(contract)));
      save();
      folder().close();
      return true;
    });
  }
}
