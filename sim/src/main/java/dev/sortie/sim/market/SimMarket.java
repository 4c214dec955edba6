package dev.sortie.sim.market;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.time.Agenda;
import dev.sortie.sim.time.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The market in memory. A call is carried out when it arrives here and its answer is handed back
 * when it arrives there; what lies between may outlive whoever called.
 */
public final class SimMarket {
  private static final long TIMES_OUT = 30_000;

  private final Agenda agenda;
  private final Dice dice;
  private final Faults faults;
  private final MarketEar ear;
  private final Consumer<Point> points;
  private final Boot boot;
  private final Protection off;
  private final List<Contract> contracts = new ArrayList<>(8);
  private long lastId = 30_000_000;

  public SimMarket(
      Agenda agenda,
      Dice dice,
      Faults faults,
      MarketEar ear,
      Consumer<Point> points,
      Protection off) {
    this.agenda = agenda;
    this.dice = dice;
    this.faults = faults;
    this.ear = ear;
    this.points = points;
    this.off = off;
    this.boot = new Boot(agenda, dice, faults, this);
  }

  public List<Contract> contracts() {
    return contracts;
  }

  /** An instance that some other tool or controller runs on the same account. */
  public void foreign(String label, Terms terms) {
    Contract contract = new Contract(++lastId, label, terms, false, agenda.now());
    contracts.add(contract);
    contract.become(InstanceState.RUNNING, "", agenda.now());
  }

  public void rent(String label, Terms terms, Consumer<RentOutcome> answer) {
    points.accept(Point.CREATE_SENT);
    ear.createArrived(label);
    long now = agenda.now();
    if (faults.lasts(FaultKind.API_DOWN, now)) {
      // Half of such calls never arrive, of the others only the answer is lost.
      if (dice.oneIn(2)) {
        refuse(label, new MarketProblem.Unreachable("no route"), answer);
      } else {
        make(label, terms);
        unclear(answer);
      }
    } else if (faults.lasts(FaultKind.RATE_LIMITED, now)) {
      refuse(label, new MarketProblem.RateLimited("too many requests"), answer);
    } else if (faults.lasts(FaultKind.CREDIT_ZERO, now)) {
      refuse(label, new MarketProblem.InsufficientCredit("lacks credit"), answer);
    } else if (faults.strikes(FaultKind.RENT_UNCLEAR_EXISTS)) {
      make(label, terms);
      unclear(answer);
    } else if (faults.strikes(FaultKind.RENT_UNCLEAR_LATE)) {
      agenda.in(dice.between(20_000, 45_000), () -> make(label, terms));
      unclear(answer);
    } else if (faults.strikes(FaultKind.RENT_UNCLEAR_VERY_LATE)) {
      agenda.in(dice.between(100_000, 400_000), () -> make(label, terms));
      unclear(answer);
    } else if (faults.strikes(FaultKind.RENT_UNCLEAR_NOTHING)) {
      unclear(answer);
    } else if (faults.strikes(FaultKind.RENT_REFUSED_LEFTOVER)) {
      InstanceId left = make(label, terms);
      ear.leftOver(label);
      later(
          new RentOutcome.Refused(new MarketProblem.Refused("", "bid too low"), Optional.of(left)),
          answer);
    } else if (faults.strikes(FaultKind.RENT_NAMES_STRANGERS)) {
      make(label, terms);
      later(new RentOutcome.Rented(strangers()), answer);
    } else if (faults.strikes(FaultKind.RENT_NAMES_STRANGERS_ONLY)) {
      later(new RentOutcome.Rented(strangers()), answer);
    } else if (faults.strikes(FaultKind.RENT_OFFER_GONE)) {
      ear.refused(label);
      later(new RentOutcome.OfferGone("no_such_ask"), answer);
    } else if (faults.strikes(FaultKind.RENT_REFUSED)) {
      refuse(label, new MarketProblem.Refused("", "not rentable"), answer);
    } else {
      InstanceId made = make(label, terms);
      boolean slow = faults.strikes(FaultKind.RENT_SLOW);
      agenda.in(
          (slow ? dice.between(20_000, 50_000) : 0) + leg(),
          () -> answer.accept(new RentOutcome.Rented(made)));
    }
  }

  public void look(InstanceId instance, Consumer<Sighting> answer) {
    later(seen(instance), answer);
  }

  /** What a look would show at once; for calls that block everything else. */
  public Sighting seen(InstanceId instance) {
    MarketProblem problem = problem(FaultKind.LOOK_FAILS);
    if (problem != null) {
      return new Sighting.Unknown(problem);
    }
    Contract contract = find(instance.value());
    if (contract == null || !contract.exists()) {
      ear.denied(instance.value());
      return new Sighting.Absent();
    }
    return isHidden(contract) ? new Sighting.Absent() : new Sighting.Present(row(contract));
  }

  /**
   * @param asker the lease for which it is asked; empty for all
   */
  public void list(String asker, Consumer<Inventory> answer) {
    MarketProblem problem = problem(FaultKind.LISTING_FAILS);
    if (problem == null && faults.strikes(FaultKind.LISTING_PAGE_FAILS)) {
      problem = new MarketProblem.NoAnswer("502 on page 2");
    }
    if (problem != null) {
      later(new Inventory.Unknown(problem), answer);
      return;
    }
    long now = agenda.now();
    boolean stale = faults.lasts(FaultKind.LISTING_STALE, now);
    long asOf = stale ? now - dice.between(60_000, 240_000) : now;
    List<Instance> shown = new ArrayList<>(contracts.size());
    boolean whole = !stale && !faults.lasts(FaultKind.LABELS_HIDDEN, now);
    for (Contract contract : contracts) {
      boolean was =
          stale
              ? contract.created() <= asOf && (contract.exists() || contract.ended() > asOf)
              : contract.exists();
      if (was && isHidden(contract)) {
        whole = false;
      } else if (was) {
        shown.add(row(contract));
      }
    }
    ear.listed(asker, whole);
    later(new Inventory.Complete(shown), answer);
  }

  private Instance row(Contract contract) {
    boolean bare = faults.lasts(FaultKind.LABELS_HIDDEN, agenda.now());
    return bare ? Rows.labelled(contract.shown(), "") : contract.shown();
  }

  /** A stranger's; a number that nobody has where there is none. */
  private InstanceId strangers() {
    for (Contract contract : contracts) {
      if (!contract.isOurs() && contract.exists()) {
        return new InstanceId(contract.id());
      }
    }
    return new InstanceId(1);
  }

  public void destroy(InstanceId instance, Consumer<DestroyOutcome> answer) {
    points.accept(Point.DESTROY_SENT);
    Contract contract = find(instance.value());
    ear.destroyArrived(instance.value(), contract != null);
    long now = agenda.now();
    MarketProblem problem = problem(FaultKind.DESTROY_REFUSED);
    if (problem == null && faults.strikes(FaultKind.DESTROY_FAILS)) {
      problem = new MarketProblem.NoAnswer("503");
    }
    if (problem != null) {
      later(new DestroyOutcome.Failed(problem), answer);
    } else if (contract == null || !contract.exists() || isHidden(contract)) {
      later(new DestroyOutcome.NotThere(), answer);
    } else if (faults.strikes(FaultKind.DESTROY_SWALLOWED)) {
      later(new DestroyOutcome.Accepted(), answer);
    } else {
      carryOut(contract, now);
      if (faults.strikes(FaultKind.DESTROY_ANSWER_LOST)) {
        agenda.in(
            TIMES_OUT,
            () -> answer.accept(new DestroyOutcome.Failed(new MarketProblem.NoAnswer("reset"))));
      } else {
        later(new DestroyOutcome.Accepted(), answer);
      }
    }
  }

  /** The guard of an instance ends it with the instance's own key. */
  boolean destroyItself(Contract contract) {
    if (!contract.exists()) {
      return true;
    }
    if (problem(FaultKind.DESTROY_REFUSED) != null || faults.strikes(FaultKind.DESTROY_FAILS)) {
      return false;
    }
    carryOut(contract, agenda.now());
    return false;
  }

  private void carryOut(Contract contract, long now) {
    if (faults.strikes(FaultKind.DESTROY_LINGERS)) {
      agenda.in(dice.between(4_000, 20_000), () -> end(contract));
    } else if (faults.strikes(FaultKind.DESTROY_RESURRECTS)
        || faults.strikes(FaultKind.DESTROY_RESURRECTS_TWICE)) {
      end(contract);
      agenda.at(now + dice.between(2_000, 9_000), () -> comeBack(contract));
    } else if (faults.strikes(FaultKind.DESTROY_RESURRECTS_LATE)) {
      end(contract);
      agenda.at(now + dice.between(12_000, 30_000), () -> comeBack(contract));
    } else {
      end(contract);
    }
  }

  /** It is no more, whoever did that. */
  public void end(Contract contract) {
    if (contract.exists()) {
      contract.host().killTasks(agenda.now());
      contract.end(agenda.now());
      ear.ended(contract);
    }
  }

  private void comeBack(Contract contract) {
    if (!contract.exists()) {
      contract.comeBack(agenda.now(), faults.lasts(FaultKind.JOURNAL_REFUSES, agenda.now()));
      ear.cameBack(contract);
      if (contract.isOurs() && contract.isRunning()) {
        contract.dog().arm();
      }
    }
  }

  private InstanceId make(String label, Terms terms) {
    Contract contract = new Contract(++lastId, label, terms, true, agenda.now());
    contract.guardedBy(new GuardDog(this, contract, agenda, off));
    contracts.add(contract);
    ear.created(contract);
    points.accept(Point.CREATED);
    boot.begin(contract);
    return new InstanceId(contract.id());
  }

  /** What befalls instances without our doing. */
  public void reboot(Contract contract) {
    boot.reboot(contract);
  }

  /** The market reports another state from now on; the disk is billed on. */
  public void become(Contract contract, InstanceState state, String message) {
    if (state != InstanceState.UNKNOWN && state != InstanceState.RUNNING) {
      contract.host().killTasks(agenda.now());
    }
    contract.become(state, message, agenda.now());
  }

  /**
   * A process of ours has read this answer, and could do something about it.
   *
   * @param asked when, milliseconds
   * @param lease whose instance it looked for; empty for all
   */
  public void heardOf(Inventory answer, long asked, String lease) {
    boolean helpless = faults.lasts(FaultKind.JOURNAL_REFUSES, agenda.now());
    if (!helpless && answer instanceof Inventory.Complete(var instances)) {
      for (Instance instance : instances) {
        Contract contract = find(instance.id().value());
        // One whose label somebody took off is a stranger's to everybody.
        if (contract != null && contract.isLabelled() && contract.label().endsWith(lease)) {
          contract.heardOf(asked);
        }
      }
    }
  }

  public void raisePrice(Contract contract, double factor) {
    contract.raisePrice(factor, agenda.now());
  }

  public void relabel(Contract contract, String label) {
    contract.relabel(label);
  }

  void started(Contract contract) {
    contract.dog().arm();
    ear.runs(contract);
  }

  private @Nullable Contract find(long id) {
    for (Contract contract : contracts) {
      if (contract.id() == id) {
        return contract;
      }
    }
    return null;
  }

  /** A new instance may be unknown to reads for a while; once it was seen it is known. */
  private boolean isHidden(Contract contract) {
    long now = agenda.now();
    return faults.lasts(FaultKind.NEW_INSTANCE_HIDDEN, now)
        && now < contract.created() + 25_000
        && !contract.wasShown();
  }

  private @Nullable MarketProblem problem(FaultKind own) {
    long now = agenda.now();
    if (faults.lasts(FaultKind.API_DOWN, now)) {
      return new MarketProblem.Unreachable("no route");
    }
    if (faults.lasts(FaultKind.RATE_LIMITED, now)) {
      return new MarketProblem.RateLimited("too many requests");
    }
    return faults.lasts(own, now) ? new MarketProblem.Malformed("not what it promises") : null;
  }

  private void refuse(String label, MarketProblem problem, Consumer<RentOutcome> answer) {
    ear.refused(label);
    later(new RentOutcome.Refused(problem, Optional.empty()), answer);
  }

  private void unclear(Consumer<RentOutcome> answer) {
    agenda.in(
        TIMES_OUT,
        () -> answer.accept(new RentOutcome.Unclear(new MarketProblem.NoAnswer("timed out"))));
  }

  private <T> void later(T outcome, Consumer<T> answer) {
    agenda.in(leg(), () -> answer.accept(outcome));
  }

  /** How long an answer is on its way. */
  private long leg() {
    boolean slow = faults.lasts(FaultKind.API_SLOW, agenda.now());
    return slow ? dice.between(3_000, 15_000) : dice.between(40, 400);
  }
}
