package dev.sortie.core.market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The port to a place where instances are rented. Calls block, pace themselves to the market's rate
 * limits and may be made from many threads. Acts never throw: their outcome is a value, because an
 * unclear outcome is a normal one that must be decided on. Reads that a person waits for throw
 * {@link MarketException}.
 */
public interface Market {
  /** Where this is, for records and messages, such as {@code https://console.vast.ai}. */
  String endpoint();

  /**
   * Offers that fulfil every condition, re-checked on our side.
   *
   * @throws MarketException when the market cannot be asked
   * @throws BadQueryException when the query cannot be read
   */
  List<Offer> search(OfferSearch search);

  /**
   * Says which condition of {@code search} fails how many of the offers there are, worst first.
   *
   * @throws MarketException when the market cannot be asked
   */
  List<Exclusion> explain(OfferSearch search);

  /** One create call; {@code permit} is asked right before it goes out. */
  RentOutcome rent(RentRequest request, Permit permit);

  default RentOutcome rent(RentRequest request) {
    return rent(request, Permit.ALWAYS);
  }

  Sighting look(InstanceId instance);

  Inventory inventory();

  /** One destroy call; {@code permit} is asked right before it goes out. */
  DestroyOutcome destroy(OwnInstance instance, Permit permit);

  default DestroyOutcome destroy(OwnInstance instance) {
    return destroy(instance, Permit.ALWAYS);
  }

  /**
   * Has the market end an instance by itself, even if nobody lives who could: registers it, or
   * moves what is registered, and reads it back. Never sooner than {@code left} from now, also
   * where its clock differs from ours; how much later is the market's.
   */
  default HeldEnd holdEnd(OwnInstance instance, Duration left, Permit permit) {
    return new HeldEnd.NotHeld("this market holds no ends");
  }

  /** Takes back every job of {@link #holdEnd} for this instance, and no other job. */
  default ReleasedEnd releaseEnd(InstanceId instance, Permit permit) {
    return new ReleasedEnd.Released();
  }

  /**
   * @throws MarketException when the market cannot be asked
   */
  Account account();

  /**
   * Makes sure that new instances let this public key in; does nothing when it is known already.
   *
   * @param publicKey in OpenSSH format
   * @throws MarketException when the market cannot be asked or refuses
   */
  void registerKey(String publicKey);

  /**
   * Lets this public key into one running instance of ours.
   *
   * @throws MarketException when the market cannot be asked or refuses
   */
  void attachKey(OwnInstance instance, String publicKey);

  /**
   * The last lines of the container's log; only while the instance exists.
   *
   * @throws MarketException when the market cannot be asked
   */
  String containerLog(InstanceId instance, int lines);

  /**
   * What hosts ask for beyond the contracts of this account. There is no way here to say yes: until
   * a contract ends its old price holds, and every lease is over before that (law 7).
   *
   * @throws MarketException when the market cannot be asked
   */
  default List<PriceIncrease> priceIncreases() {
    return List.of();
  }

  /**
   * What the market charged per instance in this span of time.
   *
   * @throws MarketException when the market cannot be asked
   */
  List<Charge> charges(Instant from, Instant to);
}
