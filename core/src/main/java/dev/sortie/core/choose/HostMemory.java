package dev.sortie.core.choose;

import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is remembered of machines; what is old counts less (half-life two weeks). */
public final class HostMemory {
  public static final HostMemory NONE = new HostMemory(List.of(), List.of());

  private static final Duration HALF_LIFE = Duration.ofDays(14);

  /** With fewer boots nothing is said of boots in general. */
  private static final int FEWEST_BOOTS = 5;

  private final Map<MachineId, Host> hosts;
  private final Optional<Duration> usualBoot;
  private final Optional<Duration> longBoot;

  private HostMemory(List<Host> hosts, List<Quantiles.Weighed> boots) {
    this.hosts = hosts.stream().collect(Collectors.toUnmodifiableMap(Host::machine, h -> h));
    boolean enough = boots.size() >= FEWEST_BOOTS;
    this.usualBoot = enough ? Quantiles.of(boots, 0.5).map(HostMemory::span) : Optional.empty();
    this.longBoot = enough ? Quantiles.of(boots, 0.9).map(HostMemory::span) : Optional.empty();
  }

  /** What these facts, in any order, come to at {@code now}. */
  public static HostMemory of(List<HostFact> facts, Instant now) {
    List<HostFact> inOrder = facts.stream().sorted(Comparator.comparing(HostFact::at)).toList();
    List<Host> hosts = new ArrayList<>();
    inOrder.stream()
        .collect(Collectors.groupingBy(HostFact::machine))
        .values()
        .forEach(own -> hosts.add(Hosts.of(own, fact -> weight(fact, now))));
    return new HostMemory(hosts, Hosts.boots(inOrder, fact -> weight(fact, now)));
  }

  /** Last seen first. */
  public List<Host> hosts() {
    return hosts.values().stream()
        .sorted(
            Comparator.comparing(Host::lastSeen)
                .reversed()
                .thenComparing(host -> host.machine().value()))
        .toList();
  }

  public Optional<Host> host(MachineId machine) {
    return Optional.ofNullable(hosts.get(machine));
  }

  /** The chance that the machine of this offer works out, between 0.01 and 1. */
  public double chance(Offer offer) {
    double market = Math.clamp(offer.reliability(), 0.01, 1.0);
    return host(offer.machine())
        .map(host -> Math.clamp(host.chance(market), 0.01, 1.0))
        .orElse(market);
  }

  /**
   * How long the boot takes there: as usual for this machine, or else for all machines.
   *
   * @param modelled what the offer's figures promise
   * @param fastest what its link needs for the image at the very least: a machine that is not known
   *     is never taken for faster
   */
  Duration boot(MachineId machine, Duration modelled, Duration fastest) {
    return host(machine)
        .flatMap(Host::boot)
        .orElseGet(() ->
            usualBoot
                .map(usual -> usual.compareTo(fastest) > 0 ? usual : fastest)
                .orElse(modelled));
  }

  /** Nine of ten boots were faster; empty while fewer than five are known. */
  public Optional<Duration> learntBootP90() {
    return longBoot;
  }

  /** One that lies in the future was learnt before the clock was set back: it is fresh. */
  private static double weight(HostFact fact, Instant now) {
    double age = Math.max(0, Duration.between(fact.at(), now).toSeconds());
    return Math.pow(0.5, age / HALF_LIFE.toSeconds());
  }

  private static Duration span(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
