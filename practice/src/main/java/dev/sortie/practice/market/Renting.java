package dev.sortie.practice.market;

import dev.sortie.practice.faults.Fault;
import dev.sortie.practice.faults.Fault.Target;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.market.BootPlan.End;
import dev.sortie.practice.market.Contract.Quirk;
import dev.sortie.practice.market.Contract.Trouble;
import dev.sortie.practice.offers.Offer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns an offer and an order into a contract; here the faults of booting are drawn. */
public final class Renting {
  private static final double SHARE_BEFORE_LOADING = 0.2;
  private static final double TWICE = 2;

  private final Market market;

  public Renting(Market market) {
    this.market = market;
  }

  /** How the contract begins. */
  public sealed interface Opening {
    /** It boots. */
    record Boots() implements Opening {}

    /** It is left behind stopped, with this text. */
    record Stopped(String message) implements Opening {}

    /** It boots, but no reading shows it for so many seconds. */
    record Hidden(double seconds) implements Opening {}
  }

  /**
   * Rents, unless somebody else holds the offer.
   *
   * @return empty when the offer is taken
   */
  public Optional<Contract> rent(Offer offer, Order order, String label, Opening opening) {
    return market.locked(() -> {
      if (!market.free(offer)) {
        return Optional.empty();
      }
      Contract contract = make(offer, order, label, opening);
      market.put(contract);
      Target target = Target.rental(offer.machineId(), contract.id(), label);
      strike(FaultKind.PRICE_INCREASE_PENDING, target)
          .ifPresent(fault ->
              new PriceIncreases(market).ask(contract, TWICE, market.now() + fault.secondsOr(0)));
      market.logbook().add(contract.id(), "Pulling image " + order.image());
      return Optional.of(contract);
    });
  }

  private Contract make(Offer offer, Order order, String label, Opening opening) {
    double now = market.now();
    long id = market.book().nextId();
    Target target = Target.rental(offer.machineId(), id, label);
    Course booting = Course.booting(plan(now, target), Actual.NONE);
    Course course =
        opening instanceof Opening.Stopped stopped
            ? booting.unwanted(Actual.EXITED, stopped.message())
            : booting;
    double listedFrom = opening instanceof Opening.Hidden hidden ? now + hidden.seconds() : now;
    return new Contract(
        id,
        strike(FaultKind.PRICE_RAISED, target).isPresent() ? offer.dearer(2) : offer,
        order,
        label,
        StateFolder.newSecret(),
        StateFolder.newSecret(),
        now,
        now + seconds(FaultKind.CONTRACT_ENDS, target, 60, offer.duration()),
        samePorts(order),
        List.copyOf(market.book().keys()),
        course,
        Meter.from(now),
        quirks(target),
        trouble(target),
        listedFrom,
        Contract.NEVER);
  }

  private BootPlan plan(double now, Target target) {
    double boot = market.drawBootSeconds();
    double unseen =
        boot * SHARE_BEFORE_LOADING + seconds(FaultKind.STATUS_NULL_FOR, target, 120, 0);
    double loading =
        boot * (1 - SHARE_BEFORE_LOADING) + seconds(FaultKind.SLOW_BOOT, target, 600, 0);
    return new BootPlan(now, now + unseen, now + unseen + loading, end(target));
  }

  private End end(Target target) {
    if (strike(FaultKind.STUCK_LOADING, target).isPresent()) {
      return End.NEVER;
    }
    if (strike(FaultKind.BAD_IMAGE, target).isPresent()) {
      return End.BAD_IMAGE;
    }
    if (strike(FaultKind.BOOT_EXITED, target).isPresent()) {
      return End.EXITS;
    }
    return strike(FaultKind.CONTAINER_CREATE_FAILED, target).isPresent()
        ? End.CREATE_FAILS
        : End.RUNS;
  }

  private Set<Quirk> quirks(Target target) {
    Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    add(quirks, Quirk.UNMAPPED, FaultKind.PORT_NEVER_MAPPED, target);
    add(quirks, Quirk.BLACK_HOLE, FaultKind.PORT_BLACK_HOLE, target);
    add(quirks, Quirk.HANGS, FaultKind.SSH_HANGS, target);
    add(quirks, Quirk.BANNER, FaultKind.BANNER, target);
    add(quirks, Quirk.CUTS, FaultKind.CONNECTION_CUTS, target);
    return quirks;
  }

  private void add(Set<Quirk> quirks, Quirk quirk, FaultKind kind, Target target) {
    if (strike(kind, target).isPresent()) {
      quirks.add(quirk);
    }
  }

  private Trouble trouble(Target target) {
    return new Trouble(
        Contract.NEVER,
        seconds(FaultKind.OFFLINE, target, 0, Contract.NEVER),
        seconds(FaultKind.OUTBID, target, 0, Contract.NEVER),
        seconds(FaultKind.EXITED, target, 0, Contract.NEVER),
        seconds(FaultKind.KEY_NOT_INSTALLED_FOR, target, 60, 0));
  }

  private double seconds(FaultKind kind, Target target, double usual, double without) {
    return strike(kind, target).map(fault -> fault.secondsOr(usual)).orElse(without);
  }

  private Optional<Fault> strike(FaultKind kind, Target target) {
    return market.faults().strike(kind, target);
  }

  private static Map<Integer, Integer> samePorts(Order order) {
    Map<Integer, Integer> ports = new HashMap<>();
    for (int asked : Ports.same(order)) {
      ports.put(asked, freePort());
    }
    return ports;
  }

  private static int freePort() {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
