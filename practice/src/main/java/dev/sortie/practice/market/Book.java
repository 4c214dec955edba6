package dev.sortie.practice.market;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that must survive a restart. Guarded by the lock of {@link Market}. */
final class Book {
  private static final int ENDED_KEPT = 2000;

  private final Map<Long, Contract> contracts = new TreeMap<>();
  private final List<Contract> ended = new ArrayList<>();
  private final List<SshKey> keys = new ArrayList<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<TopUp> topUps = new ArrayList<>();
  private final List<ScheduledJob> jobs = new ArrayList<>();
  private final List<PriceIncrease> increases = new ArrayList<>();
  private double endedDollars;
  private long nextId;

  /**
   * The book as it is written down, but for the contracts, which have a file each.
   *
   * @param marketTime and {@code realTime}: the two clocks when it was written
   */
  record Page(
      int port,
      double realTime,
      double marketTime,
      long nextId,
      List<TopUp> topUps,
      List<SshKey> keys,
      Map<String, String> secrets,
      @Nullable List<ScheduledJob> jobs,
      @Nullable List<PriceIncrease> increases) {
    static Page first(double now, double credit) {
      return new Page(
          0,
          now,
          now,
          30_000_001L,
          List.of(new TopUp(credit, now)),
          List.of(),
          Map.of(),
          List.of(),
          List.of());
    }
  }

  /**
   * Opens a book at its last page.
   *
   * @param living the contracts that have a file
   * @param past those that have ended; one that is in both had ended when the market was cut off
   */
  Book(Page page, List<Contract> living, List<Contract> past) {
    living.forEach(contract -> contracts.put(contract.id(), contract));
    past.forEach(this::end);
    keys.addAll(page.keys());
    secrets.putAll(page.secrets());
    topUps.addAll(page.topUps());
    // Markets of before had none.
    List<ScheduledJob> known = page.jobs();
    if (known != null) {
      jobs.addAll(known);
    }
    List<PriceIncrease> asked = page.increases();
    if (asked != null) {
      increases.addAll(asked);
    }
    long highest = everyContract().mapToLong(Contract::id).max().orElse(0);
    nextId = Math.max(page.nextId(), highest + 1);
  }

  Page page(int port, double realTime, double marketTime) {
    return new Page(
        port,
        realTime,
        marketTime,
        nextId,
        List.copyOf(topUps),
        List.copyOf(keys),
        Map.copyOf(secrets),
        List.copyOf(jobs),
        List.copyOf(increases));
  }

  long nextId() {
    return nextId++;
  }

  Optional<Contract> find(long id) {
    return Optional.ofNullable(contracts.get(id));
  }

  Collection<Contract> contracts() {
    return List.copyOf(contracts.values());
  }

  void put(Contract contract) {
    contracts.put(contract.id(), contract);
  }

  /** Moves a destroyed contract to the past; its charges stay. */
  void end(Contract contract) {
    contracts.remove(contract.id());
    ended.add(contract);
    endedDollars += contract.meter().total().dollars();
    if (ended.size() > ENDED_KEPT) {
      ended.removeFirst();
    }
  }

  /** Every contract whose charges are still known. */
  Stream<Contract> everyContract() {
    return Stream.concat(ended.stream(), contracts.values().stream());
  }

  List<SshKey> keys() {
    return keys;
  }

  Map<String, String> secrets() {
    return secrets;
  }

  List<ScheduledJob> jobs() {
    return jobs;
  }

  List<PriceIncrease> increases() {
    return increases;
  }

  List<TopUp> topUps() {
    return topUps;
  }

  double credit() {
    double paid = topUps.stream().mapToDouble(TopUp::dollars).sum();
    return paid - spent();
  }

  double spent() {
    return endedDollars
        + contracts.values().stream()
            .mapToDouble(contract -> contract.meter().total().dollars())
            .sum();
  }
}
