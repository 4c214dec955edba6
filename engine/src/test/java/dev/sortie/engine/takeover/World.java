package dev.sortie.engine.takeover;

import dev.sortie.core.market.Account;
import dev.sortie.core.market.Charge;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A market whose machines are all healthy: whoever gives one up wastes it. */
final class World implements Market {
  static final HostKey KEY = new HostKey("SHA256:ofthemachine");
  private static final Duration LOADED = Duration.ofSeconds(15);
  private static final Duration LETS_IN = Duration.ofSeconds(25);
  private static final Duration GUARD_KNOWS_ITS_KEY = Duration.ofSeconds(45);
  private static final MarketProblem NO_ANSWER = new MarketProblem.NoAnswer("no answer");
  private static final double PRICE = 0.36;

  private record Rented(InstanceId id, String label, Instant at) {}

  final VirtualTime time = new VirtualTime();
  private final List<Rented> rented = new ArrayList<>();
  private final Set<InstanceId> destroyed = new HashSet<>();
  private Instant deafUntil = Instant.MIN;
  private boolean losesAnswers;
  private Duration unlisted = Duration.ZERO;

  int creates() {
    return rented.size();
  }

  int living() {
    return rented.size() - destroyed.size();
  }

  /** No question is answered for so long. */
  void deafFor(Duration span) {
    deafUntil = time.instant().plus(span);
  }

  /** Create calls are carried out and not answered. */
  void loseAnswers() {
    losesAnswers = true;
  }

  /** No listing shows an instance before it is so old. */
  void listAfter(Duration age) {
    unlisted = age;
  }

  boolean letsIn(SshAddress address) {
    return find(address).filter(one -> age(one).compareTo(LETS_IN) >= 0).isPresent();
  }

  boolean guardKnowsItsKey(SshAddress address) {
    return find(address).filter(one -> age(one).compareTo(GUARD_KNOWS_ITS_KEY) >= 0).isPresent();
  }

  private Optional<Rented> find(SshAddress address) {
    return rented.stream()
        .filter(one -> !destroyed.contains(one.id()))
        .filter(one -> address(one.id()).equals(address))
        .findFirst();
  }

  private Duration age(Rented one) {
    return Duration.between(one.at(), time.instant());
  }

  private static SshAddress address(InstanceId id) {
    return new SshAddress("192.0.2.1", 1000 + (int) id.value());
  }

  private Instance shown(Rented one) {
    boolean runs = age(one).compareTo(LOADED) >= 0;
    return new Instance(
        one.id(),
        new MachineId(7),
        one.label(),
        runs ? InstanceState.RUNNING : InstanceState.LOADING,
        "running",
        "",
        runs ? List.of(address(one.id())) : List.of(),
        Map.of(),
        "192.0.2.1",
        "RTX 3090",
        PRICE,
        Optional.of(one.at()),
        Optional.empty());
  }

  @Override
  public String endpoint() {
    return "https://console.vast.ai";
  }

  @Override
  public RentOutcome rent(RentRequest request, Permit permit) {
    permit.check();
    Rented one =
        new Rented(new InstanceId(1L + rented.size()), request.label().toString(), time.instant());
    rented.add(one);
    return losesAnswers ? new RentOutcome.Unclear(NO_ANSWER) : new RentOutcome.Rented(one.id());
  }

  private boolean isDeaf() {
    return time.instant().isBefore(deafUntil);
  }

  @Override
  public Sighting look(InstanceId instance) {
    if (isDeaf()) {
      return new Sighting.Unknown(NO_ANSWER);
    }
    return rented.stream()
        .filter(one -> one.id().equals(instance) && !destroyed.contains(instance))
        .<Sighting>map(one -> new Sighting.Present(shown(one)))
        .findFirst()
        .orElseGet(Sighting.Absent::new);
  }

  @Override
  public Inventory inventory() {
    return isDeaf()
        ? new Inventory.Unknown(NO_ANSWER)
        : new Inventory.Complete(
            rented.stream()
                .filter(one -> !destroyed.contains(one.id()))
                .filter(one -> age(one).compareTo(unlisted) >= 0)
                .map(this::shown)
                .toList());
  }

  @Override
  public DestroyOutcome destroy(OwnInstance instance, Permit permit) {
    permit.check();
    return destroyed.add(instance.id())
        ? new DestroyOutcome.Accepted()
        : new DestroyOutcome.NotThere();
  }

  private static AssertionError unexpected() {
    return new AssertionError("nobody expected that of the market");
  }

  @Override
  public List<Offer> search(OfferSearch search) {
    throw unexpected();
  }

  @Override
  public List<Exclusion> explain(OfferSearch search) {
    throw unexpected();
  }

  @Override
  public Account account() {
    throw unexpected();
  }

  @Override
  public void registerKey(String publicKey) {
    throw unexpected();
  }

  @Override
  public void attachKey(OwnInstance instance, String publicKey) {
    throw unexpected();
  }

  @Override
  public String containerLog(InstanceId instance, int lines) {
    throw unexpected();
  }

  @Override
  public List<Charge> charges(Instant from, Instant to) {
    throw unexpected();
  }
}
