package dev.sortie.vast;

import dev.sortie.core.market.Account;
import dev.sortie.core.market.Charge;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.PriceIncrease;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** Rents from vast.ai, or from whatever speaks its API. Thread-safe; paces all threads together. */
public final class VastMarket implements Market, AutoCloseable {
  private final Calls calls;

  public VastMarket(VastSettings settings) {
    this.calls = new Calls(settings);
  }

  @Override
  public String endpoint() {
    return calls.endpoint();
  }

  @Override
  public List<Offer> search(OfferSearch search) {
    return new Searching(calls).search(search);
  }

  @Override
  public List<Exclusion> explain(OfferSearch search) {
    return new Searching(calls).explain(search);
  }

  @Override
  public RentOutcome rent(RentRequest request, Permit permit) {
    return new Renting(calls).rent(request, permit);
  }

  @Override
  public Sighting look(InstanceId instance) {
    return new Looking(calls).look(instance);
  }

  @Override
  public Inventory inventory() {
    return new Listing(calls).walk();
  }

  @Override
  public DestroyOutcome destroy(OwnInstance instance, Permit permit) {
    return new Changing(calls).destroy(instance, permit);
  }

  @Override
  public HeldEnd holdEnd(OwnInstance instance, Duration left, Permit permit) {
    return new Scheduling(calls, InstantSource.system()).hold(instance.id(), left, permit);
  }

  @Override
  public ReleasedEnd releaseEnd(InstanceId instance, Permit permit) {
    return new Scheduling(calls, InstantSource.system()).release(instance, permit);
  }

  @Override
  public Account account() {
    JsonNode user = calls.readOrThrow(Routes.account());
    OptionalDouble credit = Json.number(user, "credit");
    if (credit.isEmpty() || Math.abs(credit.getAsDouble()) > 1e9) {
      throw new MarketException(
          new MarketProblem.Malformed("the account's record shows no credit"));
    }
    String name = Json.text(user, "username");
    return new Account(
        Json.whole(user, "id").orElse(0),
        name.isEmpty() ? Json.text(user, "email") : name,
        Usd.of(credit.getAsDouble()));
  }

  @Override
  public void registerKey(String publicKey) {
    new Keys(calls).register(publicKey);
  }

  @Override
  public void attachKey(OwnInstance instance, String publicKey) {
    new Keys(calls).attach(instance.id(), publicKey);
  }

  @Override
  public String containerLog(InstanceId instance, int lines) {
    return new Logs(calls).container(instance, lines);
  }

  @Override
  public List<PriceIncrease> priceIncreases() {
    return new PriceIncreases(calls).pending();
  }

  @Override
  public List<Charge> charges(Instant from, Instant to) {
    return new Charges(calls).between(from, to);
  }

  /** Starts a stopped instance; on a busy machine the start stays queued. */
  public StateChange start(OwnInstance instance) {
    return new Changing(calls).change(instance, "state", "running");
  }

  /** Stops an instance, or calls off a queued start; its disk is billed on. */
  public StateChange stop(OwnInstance instance) {
    return new Changing(calls).change(instance, "state", "stopped");
  }

  public StateChange setLabel(OwnInstance instance, String label) {
    return new Changing(calls).change(instance, "label", label);
  }

  /**
   * The template with this {@code hash_id}.
   *
   * @throws MarketException when the market cannot be asked
   */
  public Optional<Template> template(String hash) {
    return new Templates(calls).byHash(hash);
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    calls.close();
  }
}
