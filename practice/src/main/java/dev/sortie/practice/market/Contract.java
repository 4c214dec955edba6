package dev.sortie.practice.market;

import dev.sortie.practice.offers.Offer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One rented instance and all that is known of it. Immutable; times are market seconds since 1970.
 *
 * @param apiKey the restricted key that acts on this instance only
 * @param endsAt when the host's offer ends
 * @param listedFrom not shown before; later than now for one that will (re)appear
 * @param listedUntil not shown after; {@link #NEVER} while it is alive
 * @param samePorts real number of each port asked for as "the same inside and outside" (70000 on)
 * @param quirks what its network will do once it runs
 */
public record Contract(
    long id,
    Offer offer,
    Order order,
    String label,
    String apiKey,
    String jupyterToken,
    double createdAt,
    double endsAt,
    Map<Integer, Integer> samePorts,
    List<SshKey> keys,
    Course course,
    Meter meter,
    Set<Quirk> quirks,
    Trouble trouble,
    double listedFrom,
    double listedUntil) {
  /** A time that does not come. */
  public static final double NEVER = 1e15;

  /** What is wrong with the network in front of an instance. */
  public enum Quirk {
    UNMAPPED,
    BLACK_HOLE,
    HANGS,
    BANNER,
    CUTS
  }

  /**
   * What befalls it once it runs, in seconds after it runs; {@link #NEVER} for what does not.
   *
   * @param keyAfter until then no key is accepted
   */
  public record Trouble(
      double ranAt, double offlineAfter, double outbidAfter, double exitsAfter, double keyAfter) {
    static final Trouble NONE = new Trouble(NEVER, NEVER, NEVER, NEVER, 0);

    Trouble began(double now) {
      return new Trouble(now, offlineAfter, outbidAfter, exitsAfter, keyAfter);
    }
  }

  public Contract {
    samePorts = Map.copyOf(samePorts);
    keys = List.copyOf(keys);
    quirks = Set.copyOf(quirks);
  }

  public boolean listed(double now) {
    return listedFrom <= now && now < listedUntil;
  }

  /** Destroyed, though perhaps still shown for a while. */
  public boolean destroyed() {
    return listedUntil < NEVER;
  }

  public double gpuPerHour() {
    return order.bid().orElse(offer.dphBase());
  }

  public double diskPerHour() {
    return offer.diskPerHour(order.gigabytes());
  }

  Contract with(Course next) {
    return copy(order, label, keys, next, meter, trouble, listedFrom, listedUntil);
  }

  Contract with(Meter next) {
    return copy(order, label, keys, course, next, trouble, listedFrom, listedUntil);
  }

  Contract with(Order next) {
    return copy(next, label, keys, course, meter, trouble, listedFrom, listedUntil);
  }

  Contract with(Trouble next) {
    return copy(order, label, keys, course, meter, next, listedFrom, listedUntil);
  }

  Contract with(List<SshKey> next) {
    return copy(order, label, next, course, meter, trouble, listedFrom, listedUntil);
  }

  Contract labelled(String next) {
    return copy(order, next, keys, course, meter, trouble, listedFrom, listedUntil);
  }

  Contract listed(double from, double until) {
    return copy(order, label, keys, course, meter, trouble, from, until);
  }

  /** The same rental on other terms, for longer. */
  Contract extended(Offer terms, double until) {
    return new Contract(
        id,
        terms,
        order,
        label,
        apiKey,
        jupyterToken,
        createdAt,
        until,
        samePorts,
        keys,
        course,
        meter,
        quirks,
        trouble,
        listedFrom,
        listedUntil);
  }

  private Contract copy(
      Order order,
      String label,
      List<SshKey> keys,
      Course course,
      Meter meter,
      Trouble trouble,
      double listedFrom,
      double listedUntil) {
    return new Contract(
        id,
        offer,
        order,
        label,
        apiKey,
        jupyterToken,
        createdAt,
        endsAt,
        samePorts,
        keys,
        course,
        meter,
        quirks,
        trouble,
        listedFrom,
        listedUntil);
  }
}
