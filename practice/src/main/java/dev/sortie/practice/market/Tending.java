package dev.sortie.practice.market;

import static dev.sortie.practice.faults.Fault.Target.rental;

import dev.sortie.practice.faults.Fault;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.market.BootPlan.End;
import java.util.Optional;
import java.util.OptionalDouble;

/** What owners and hosts do to an instance. Public methods take the market's lock themselves. */
public final class Tending {
  private static final double QUICK_BOOT = 0.5;

  private final Market market;

  public Tending(Market market) {
    this.market = market;
  }

  /** How an attempt to start went. */
  public enum Started {
    YES,
    /** Refused for now; it will start, and bill, when the GPU is free. */
    QUEUED,
    /** The contract is over. */
    ENDED
  }

  public void stop(long id) {
    act(id, contract -> halt(contract, "stopped by user\n"));
  }

  public Started start(long id) {
    return market.locked(() -> market.book().find(id).map(this::startNow).orElse(Started.ENDED));
  }

  private Started startNow(Contract found) {
    Contract contract = market.settle(found);
    if (market.now() >= contract.endsAt()) {
      return Started.ENDED;
    }
    Optional<Fault> refusal = strike(FaultKind.START_REFUSED_QUEUED, contract);
    if (refusal.isPresent()) {
      double until = market.now() + refusal.get().secondsOr(300);
      market.put(contract.with(contract.course().queued(until)));
      return Started.QUEUED;
    }
    Actual actual = contract.course().actual();
    boolean already = contract.course().wanted() && actual != Actual.EXITED;
    if (!already) {
      begin(contract, Actual.LOADING);
    }
    return Started.YES;
  }

  /** Stops and starts the container; the GPU stays. */
  public void reboot(long id) {
    act(id, contract -> restart(contract, Actual.REBOOTING, false));
  }

  /** As {@link #reboot}, from a fresh image: the container's disk is lost. */
  public void recycle(long id) {
    act(id, contract -> restart(contract, Actual.RECYCLING, true));
  }

  private void restart(Contract contract, Actual meanwhile, boolean wipe) {
    long id = contract.id();
    begin(contract, meanwhile);
    market.later(() -> {
      if (wipe) {
        market.fleet().destroy(id, market.folder().machine(id));
      } else {
        market.fleet().stop(id);
      }
    });
  }

  public void label(long id, String label) {
    act(id, contract -> market.put(contract.labelled(label)));
  }

  public void bid(long id, double price) {
    act(
        id,
        contract -> {
          Order old = contract.order();
          Order order =
              new Order(
                  old.image(),
                  old.gigabytes(),
                  old.runtype(),
                  old.env(),
                  old.onstart(),
                  old.args(),
                  OptionalDouble.of(price),
                  old.templateHash());
          market.put(contract.with(order));
        });
  }

  public void order(long id, Order order) {
    act(id, contract -> market.put(contract.with(order)));
  }

  /** A host fault, at once. */
  public void suffer(long id, Actual actual, boolean keepWanted, String message) {
    act(
        id,
        contract -> {
          Course course = contract.course();
          Course next = keepWanted ? course.now(actual, message) : course.unwanted(actual, message);
          market.put(contract.with(next));
          market.logbook().add(id, message.strip());
          if (actual == Actual.OFFLINE) {
            market.later(() -> market.fleet().lose(id));
          } else {
            market.later(() -> market.fleet().stop(id));
          }
        });
  }

  /**
   * Ends the contract, and its machine with it; also one that no listing shows.
   *
   * @return whether there was one to end
   */
  public boolean destroy(long id) {
    return market.locked(() -> {
      Optional<Contract> found = market.book().find(id);
      found.filter(one -> !one.destroyed()).ifPresent(this::destroyNow);
      return found.isPresent();
    });
  }

  private void destroyNow(Contract found) {
    Contract contract = market.settle(found);
    double now = market.now();
    long id = contract.id();
    Optional<Fault> resurrects = strike(FaultKind.DESTROY_RESURRECTS, contract);
    if (resurrects.isPresent()) {
      double back = now + resurrects.get().secondsOr(10);
      market.put(contract.listed(back, Contract.NEVER));
      return;
    }
    Optional<Fault> lingers = strike(FaultKind.DESTROY_STILL_LISTED, contract);
    if (lingers.isPresent()) {
      market.put(contract.listed(0, now + lingers.get().secondsOr(5)));
    } else {
      market.end(contract.listed(0, now));
    }
    market.logbook().forget(id);
    market.later(() -> market.fleet().destroy(id, market.folder().machine(id)));
  }

  /** Begins a start; call with a settled contract. */
  void begin(Contract contract, Actual first) {
    double now = market.now();
    BootPlan plan = new BootPlan(now, now, now + market.drawBootSeconds() * QUICK_BOOT, End.RUNS);
    market.put(contract.with(Course.booting(plan, first)));
  }

  /** Stops a settled contract, from whatever side. */
  void halt(Contract contract, String message) {
    Actual actual = contract.course().actual() == Actual.OFFLINE ? Actual.OFFLINE : Actual.EXITED;
    market.put(contract.with(contract.course().unwanted(actual, message)));
    market.later(() -> market.fleet().stop(contract.id()));
  }

  boolean bootFailed(long id, String message) {
    act(
        id,
        contract ->
            market.put(
                contract.with(
                    contract
                        .course()
                        .unwanted(Actual.CREATED, "Error response from daemon: " + message))));
    return true;
  }

  private Optional<Fault> strike(FaultKind kind, Contract contract) {
    return market
        .faults()
        .strike(kind, rental(contract.offer().machineId(), contract.id(), contract.label()));
  }

  private void act(long id, java.util.function.Consumer<Contract> act) {
    market.locked(() -> {
      market
          .book()
          .find(id)
          .filter(contract -> !contract.destroyed())
          .map(market::settle)
          .ifPresent(act);
      return true;
    });
  }
}
