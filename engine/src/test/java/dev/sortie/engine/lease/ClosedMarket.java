package dev.sortie.engine.lease;

import dev.sortie.core.market.Account;
import dev.sortie.core.market.Charge;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Sighting;
import java.time.Instant;
import java.util.List;

/** A market that nobody may call. */
class ClosedMarket implements Market {
  private static AssertionError called() {
    return new AssertionError("the market was called");
  }

  @Override
  public String endpoint() {
    throw called();
  }

  @Override
  public List<Offer> search(OfferSearch search) {
    throw called();
  }

  @Override
  public List<Exclusion> explain(OfferSearch search) {
    throw called();
  }

  @Override
  public RentOutcome rent(RentRequest request, Permit permit) {
    throw called();
  }

  @Override
  public Sighting look(InstanceId instance) {
    throw called();
  }

  @Override
  public Inventory inventory() {
    throw called();
  }

  @Override
  public DestroyOutcome destroy(OwnInstance instance, Permit permit) {
    throw called();
  }

  @Override
  public Account account() {
    throw called();
  }

  @Override
  public void registerKey(String publicKey) {
    throw called();
  }

  @Override
  public void attachKey(OwnInstance instance, String publicKey) {
    throw called();
  }

  @Override
  public String containerLog(InstanceId instance, int lines) {
    throw called();
  }

  @Override
  public List<Charge> charges(Instant from, Instant to) {
    throw called();
  }
}
