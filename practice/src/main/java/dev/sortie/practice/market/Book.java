package dev.sortie.practice.market;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that must survive a restart. Guarded by the lock of {@link Market}. */
final class Book {
  private static final int ENDED_KEPT = 2000;

  private final Map<Long, Contract> contracts = new TreeMap<>();
  private final List<Contract> ended = new ArrayList<>();
  private final List<SshKey> keys = new ArrayList<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<TopUp> topUps = new ArrayList<>();
  private double forgottenDollars;
  private long nextId;

  /**
   * The book as it is written down.
   *
   * @param marketTime and {@code realTime}: the two clocks when it was written
   */
  record Page(
      int port,
      double realTime,
      double marketTime,
      long nextId,
      double forgottenDollars,
      List<TopUp> topUps,
      List<SshKey> keys,
      Map<String, String> secrets,
      List<Contract> contracts,
      List<Contract> ended) {
    static Page first(double now, double credit) {
      return new Page(
          0,
          now,
          now,
          30_000_001L,
          0,
          List.of(new TopUp(credit, now)),
          List.of(),
          Map.of(),
          List.of(),
          List.of());
    }
  }

  Book(Page page) {
    page.contracts().forEach(contract -> contracts.put(contract.id(), contract));
    ended.addAll(page.ended());
    keys.addAll(page.keys());
    secrets.putAll(page.secrets());
    topUps.addAll(page.topUps());
    forgottenDollars = page.forgottenDollars();
    nextId = page.nextId();
  }

  Page page(int port, double realTime, double marketTime) {
    return new Page(
        port,
        realTime,
        marketTime,
        nextId,
        forgottenDollars,
        List.copyOf(topUps),
        List.copyOf(keys),
        Map.copyOf(secrets),
        List.copyOf(contracts.values()),
        List.copyOf(ended));
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
    if (ended.size() > ENDED_KEPT) {
      forgottenDollars += ended.removeFirst().meter().total().dollars();
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

  List<TopUp> topUps() {
    return topUps;
  }

  double credit() {
    double paid = topUps.stream().mapToDouble(TopUp::dollars).sum();
    return paid - spent();
  }

  double spent() {
    return forgottenDollars
        + everyContract().mapToDouble(contract -> contract.meter().total().dollars()).sum();
  }
}
