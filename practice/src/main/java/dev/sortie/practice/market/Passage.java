package dev.sortie.practice.market;

import dev.sortie.practice.machine.NetworkFault;
import dev.sortie.practice.market.Contract.Quirk;

/** One look at the clock: what it means for every contract. Under the market's lock. */
final class Passage {
  private final Market market;
  private final double now;

  Passage(Market market) {
    this.market = market;
    this.now = market.now();
  }

  void pass() {
    for (Contract contract : market.book().contracts()) {
      if (contract.destroyed()) {
        if (!contract.listed(now) && now >= contract.listedUntil()) {
          market.end(contract);
        }
      } else {
        advance(goesOn(market.settle(contract)));
      }
    }
    new Scheduler(market).fire(now);
    stopWhenBroke();
  }

  private Contract goesOn(Contract contract) {
    if (now < contract.endsAt()) {
      return contract;
    }
    Contract extended = new PriceIncreases(market).extended(contract);
    if (!extended.equals(contract)) {
      market.put(extended);
      market.save();
    }
    return extended;
  }

  private void advance(Contract contract) {
    long id = contract.id();
    if (contract.course().waits() && now >= contract.course().queuedUntil()) {
      new Tending(market).begin(contract, Actual.LOADING);
      return;
    }
    if (Lifecycle.wantsMachine(contract, now) && market.fleet().claimStart(id)) {
      market.later(() -> market.startMachine(id));
    }
    Course before = contract.course();
    Course after = Lifecycle.advance(contract, now, market.fleet().isUp(id));
    if (after.equals(before)) {
      network(contract);
      return;
    }
    change(contract, before, after);
  }

  private void change(Contract contract, Course before, Course after) {
    long id = contract.id();
    Contract changed = contract.with(after);
    boolean runs = after.actual() == Actual.RUNNING && before.actual() != Actual.RUNNING;
    if (runs) {
      changed = changed.with(contract.trouble().began(now));
    }
    if (!after.message().equals(before.message())) {
      market.logbook().add(id, after.message().strip());
    }
    // Progress texts are not worth a write; states are.
    if (after.actual() == before.actual() && after.wanted() == before.wanted()) {
      market.book().put(changed);
    } else {
      market.put(changed);
    }
    if (before.actual() == Actual.RUNNING && after.actual() == Actual.EXITED) {
      market.later(() -> market.fleet().stop(id));
    }
    if (before.actual() == Actual.RUNNING && after.actual() == Actual.OFFLINE) {
      market.later(() -> market.fleet().lose(id));
    }
    network(changed);
  }

  /** Keeps the network in front of a running machine as its faults want it. */
  private void network(Contract contract) {
    if (contract.course().actual() != Actual.RUNNING) {
      return;
    }
    NetworkFault fault = fault(contract);
    market.fleet().network(contract.id(), fault);
  }

  private NetworkFault fault(Contract contract) {
    boolean keyLate = now - contract.trouble().ranAt() < contract.trouble().keyAfter();
    if (keyLate) {
      return NetworkFault.KEY_NOT_INSTALLED;
    }
    return contract.quirks().stream().findFirst().map(Passage::fault).orElse(NetworkFault.NONE);
  }

  private static NetworkFault fault(Quirk quirk) {
    return switch (quirk) {
      case UNMAPPED, BLACK_HOLE -> NetworkFault.BLACK_HOLE;
      case HANGS -> NetworkFault.HANGS;
      case BANNER -> NetworkFault.BANNER;
      case CUTS -> NetworkFault.CUTS;
    };
  }

  private void stopWhenBroke() {
    if (market.book().credit() > 0) {
      return;
    }
    for (Contract contract : market.book().contracts()) {
      if (!contract.destroyed() && contract.course().wanted()) {
        new Tending(market).halt(contract, "stopped: account has no credit\n");
      }
    }
  }
}
