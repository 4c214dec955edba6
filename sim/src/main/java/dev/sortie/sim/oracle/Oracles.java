package dev.sortie.sim.oracle;

import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.sim.market.Contract;
import dev.sortie.sim.market.MarketEar;
import dev.sortie.sim.tale.Tale;
import dev.sortie.sim.time.Agenda;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears the truth of the market and every fact of the journal, and says which law did not hold.
 * States change only at events and money grows evenly between them, so that what holds at the end
 * of each stretch has held all through it.
 */
public final class Oracles implements MarketEar {
  public static final long LIVE_BOUND = 120_000;
  private static final long HOUR = 3_600_000;

  private final Agenda agenda;
  private final Tale tale;
  private final List<Violation> violations = new ArrayList<>(1);
  private final Map<String, LeaseWatch> leases = new LinkedHashMap<>(8);
  private final List<Account> accounts = new ArrayList<>(8);
  private final Map<Integer, String> taskHomes = new LinkedHashMap<>(8);
  private final StormBrake brake;
  private final Settlement settlement;
  private final Waste waste;
  private final Proofs proofs;
  private final GoneBy goneBy;
  private final Missed missed = new Missed(this::isSound);
  private boolean released;
  private int inFlight;
  private String current = "";

  /**
   * @param brake what is agreed on create calls
   */
  public Oracles(Agenda agenda, Tale tale, StormBrake brake, Bounds live, Bounds guard) {
    this.brake = brake;
    this.agenda = agenda;
    this.tale = tale;
    this.settlement = new Settlement(agenda, this::violated, live, guard);
    this.proofs = new Proofs(agenda, this::violated);
    this.waste = new Waste(agenda, this::contract, this::violated);
    this.goneBy = new GoneBy(this::lease, accounts, proofs, waste, this::violated);
  }

  public List<Violation> violations() {
    return violations;
  }

  public void violated(Oracle oracle, String words) {
    if (violations.size() < 8) {
      violations.add(new Violation(oracle, agenda.now(), words));
      tale.tell(agenda.now(), "ORACLE", violations.getLast().toString());
    }
  }

  /** For this long the market does not do or say what it should; that time is not ours. */
  public void outage(long from, long to) {
    settlement.outage(from, to);
  }

  /** Whether a process lives that could act. */
  public void living(boolean now) {
    settlement.living(now);
  }

  // The market.

  @Override
  public void createArrived(String label) {
    LeaseWatch lease = lease(leaseOf(label));
    tell("market", () -> "create call for " + label);
    lease.creates++;
    if (lease.creates > 1) {
      violated(Oracle.NEVER_TWICE, lease.creates + " create calls for " + label);
    }
    if (!lease.intended) {
      violated(Oracle.EXPLAINED, "a create call without an intent in the journal: " + label);
    }
    lease.createdAt = agenda.now();
    int open = 0;
    int recent = 0;
    for (LeaseWatch other : leases.values()) {
      open += other.creates > 0 && other.instance < 0 && !other.closed ? 1 : 0;
      // What was refused rented nothing, and no brake need hold the next one back for it.
      boolean counts = other.creates > 0 && !other.refused;
      recent += counts && other.createdAt > agenda.now() - HOUR ? 1 : 0;
    }
    if (open > brake.inFlight() || recent > brake.perHour()) {
      violated(Oracle.NO_STORM, open + " create calls at once, " + recent + " within an hour");
    }
  }

  @Override
  public void created(Contract contract) {
    LeaseWatch lease = lease(leaseOf(contract.label()));
    tell("market", () -> "instance " + contract.id() + " exists");
    lease.made++;
    Account account = new Account(contract, lease, agenda.now());
    accounts.add(account);
    account.returned = lease.closed;
    if (lease.made > 1) {
      violated(Oracle.NEVER_TWICE, "two instances for " + contract.label());
    }
    if (lease.unwanted >= 0 || released) {
      account.unwanted = agenda.now();
    }
  }

  @Override
  public void ended(Contract contract) {
    Account account = account(contract.id());
    if (account == null) {
      return;
    }
    tell("market", () -> "instance " + contract.id() + " is no more");
    proofs.ended(account);
    settlement.settle(account, agenda.now());
  }

  @Override
  public void cameBack(Contract contract) {
    Account account = account(contract.id());
    if (account != null) {
      tell("market", () -> "instance " + contract.id() + " is back");
      proofs.cameBack(account);
      account.since = agenda.now();
      account.returned |= account.lease.closed;
      account.cameBack = true;
      account.costBefore = contract.cost(agenda.now());
    }
  }

  @Override
  public void destroyArrived(long instance, boolean known) {
    tell("market", () -> "destroy call for " + instance);
    Account account = account(instance);
    if (account != null) {
      waste.destroyed(account.lease.id);
    } else if (known) {
      violated(Oracle.NEVER_A_STRANGERS, "a destroy call for the foreign instance " + instance);
    }
  }

  @Override
  public void runs(Contract contract) {
    tell("market", () -> "instance " + contract.id() + " runs");
  }

  @Override
  public void refused(String label) {
    lease(leaseOf(label)).refused = true;
  }

  @Override
  public void leftOver(String label) {
    waste.leftOver(leaseOf(label));
  }

  @Override
  public void listed(String asker, boolean isTrue) {
    LeaseWatch lease = leases.get(asker);
    if (lease != null) {
      proofs.listed(lease, isTrue, accounts);
    }
  }

  @Override
  public void denied(long instance) {
    Account account = account(instance);
    if (account != null) {
      proofs.denied(account);
    }
  }

  /**
   * Another process goes on from what the journal holds: what was shown only since it could not be
   * written any more, to those that are dead or fenced now, nobody can know.
   *
   * @param couldTell until when whoever had the run could write anything down
   */
  public void takenOver(long couldTell) {
    proofs.takenOver(couldTell, accounts);
  }

  /** The clock of the computer here was set by so much. */
  public void clockSet(long millis) {
    proofs.clockSet(millis);
  }

  // The journal.

  /** A fact stands in the journal for good. */
  public void fact(Entry entry) {
    switch (entry.fact()) {
      case LeaseEvent event -> leaseFact(lease(entry.aggregate().value()), event);
      case RunEvent event -> runFact(event);
      default -> {}
    }
  }

  /**
   * A fact counts for the process that goes by it, from now on, although the journal may not be
   * writable.
   */
  public void counts(Entry entry) {
    goneBy.counts(entry);
  }

  private void leaseFact(LeaseWatch lease, LeaseEvent event) {
    switch (event) {
      case LeaseEvent.Intended _ -> lease.intended = true;
      case LeaseEvent.StrayFound(_, var instance, _) -> {
        lease.intended = true;
        lease.instance = instance.value();
        unwanted(lease);
      }
      case LeaseEvent.Rented(var instance) -> lease.instance = instance.value();
      case LeaseEvent.AnswerUnclear _, LeaseEvent.NotOurs _ -> lease.instance = -1;
      case LeaseEvent.NotRented _, LeaseEvent.EndWanted _, LeaseEvent.Gone _ -> unwanted(lease);
      // They say nothing of what is wanted, or was rented.
      case LeaseEvent.Adopted _,
          LeaseEvent.LabelSeen _,
          LeaseEvent.NotListed _,
          LeaseEvent.StateSeen _,
          LeaseEvent.Reached _,
          LeaseEvent.GuardProven _,
          LeaseEvent.GuardDoubted _,
          LeaseEvent.GuardLost _,
          LeaseEvent.GuardRevived _,
          LeaseEvent.PriceRaised _,
          LeaseEvent.Unwatched _,
          LeaseEvent.TrafficCounted _,
          LeaseEvent.MarketEndHeld _,
          LeaseEvent.MarketEndFailed _,
          LeaseEvent.MarketEndRemoved _,
          LeaseEvent.MarketEndStuck _,
          LeaseEvent.DestroyTried _,
          LeaseEvent.AbsenceSeen _,
          LeaseEvent.Resurfaced _ -> {}
    }
  }

  private void runFact(RunEvent event) {
    missed.hear(event);
    switch (event) {
      case RunEvent.LeaseOpened(var lease, _, _, _) -> lease(lease.value());
      case RunEvent.LeaseUp(var lease) -> {
        current = lease.value();
        leases.values().stream().filter(l -> !l.id.equals(lease.value())).forEach(this::unwanted);
      }
      case RunEvent.LeaseFailed(var lease, _, _, _) -> unwanted(lease(lease.value()));
      case RunEvent.LeaseLost(var lease, _, _, _) -> unwanted(lease(lease.value()));
      case RunEvent.TaskEnded(var task, _) -> taskHomes.put(task, current);
      case RunEvent.ReleaseStarted _, RunEvent.Ended _ -> {
        released = true;
        leases.values().forEach(this::unwanted);
      }
      case RunEvent.Planned _,
          RunEvent.Adopted _,
          RunEvent.SearchWanted _,
          RunEvent.Replanned _,
          RunEvent.SearchFailed _,
          RunEvent.HeldBack _,
          RunEvent.Warned _,
          RunEvent.TimeCut _,
          RunEvent.Gathered _,
          RunEvent.PushStarted _,
          RunEvent.Pushed _,
          RunEvent.SetUpStarted _,
          RunEvent.SetUpEnded _,
          RunEvent.TaskStarted _,
          RunEvent.TaskVanished _,
          RunEvent.PullStarted _,
          RunEvent.Pulled _,
          RunEvent.PullFailed _,
          RunEvent.StopWanted _,
          RunEvent.Troubled _,
          RunEvent.Kept _,
          RunEvent.LeaseClosed _ -> {}
    }
  }

  /** Whether a person was told that this file of a machine is missing. */
  public boolean isNamed(LeaseId lease, String path) {
    return missed.isNamed(lease.value(), path);
  }

  private boolean isSound(String lease) {
    return contract(lease)
        .filter(contract -> contract.soundSince(agenda.now()) <= agenda.now())
        .isPresent();
  }

  /** On which lease each task ended. */
  public Map<Integer, String> taskHomes() {
    return taskHomes;
  }

  /** Work begins on a machine: its guard must be able to end it. */
  public void workBegins(Contract contract) {
    if (contract.terms().guarded() && !contract.dog().keyEverWorked()) {
      violated(Oracle.ENDS_IN_TIME, "work on " + contract.id() + ", whose guard cannot end it");
    }
  }

  /** Nothing more will happen: what still exists is judged as if it ended now. */
  public void finish(double ceilingNanos) {
    settlement.finish(accounts, ceilingNanos);
  }

  private void unwanted(LeaseWatch lease) {
    if (lease.unwanted >= 0) {
      return;
    }
    lease.unwanted = agenda.now();
    for (Account account : accounts) {
      if (account.lease == lease && account.unwanted < 0) {
        account.unwanted = agenda.now();
      }
    }
  }

  private LeaseWatch lease(String id) {
    return leases.computeIfAbsent(id, LeaseWatch::new);
  }

  private @Nullable Account account(long instance) {
    for (Account account : accounts) {
      if (account.contract.id() == instance) {
        return account;
      }
    }
    return null;
  }

  private static String leaseOf(String label) {
    return label.substring(label.lastIndexOf('-') + 1);
  }

  /** The instance that a lease stands for, if it ever had one. */
  public Optional<Contract> contract(LeaseId lease) {
    return contract(lease.value());
  }

  private Optional<Contract> contract(String lease) {
    LeaseWatch watch = leases.get(lease);
    return watch == null
        ? Optional.empty()
        : Optional.ofNullable(account(watch.instance)).map(account -> account.contract);
  }

  /**
   * What an instance of the lease has cost that no process can know of: it came, or came back,
   * after the last answer about it. The market's charges tell it.
   */
  public double unseen(LeaseId lease) {
    double unseen = 0;
    for (Account account : accounts) {
      unseen += account.lease.id.equals(lease.value()) ? account.unseen : 0;
    }
    return unseen;
  }

  private void tell(String who, java.util.function.Supplier<String> text) {
    tale.mix(agenda.now(), who.hashCode());
    if (tale.isTold()) {
      tale.tell(agenda.now(), who, text.get());
    }
  }
}
