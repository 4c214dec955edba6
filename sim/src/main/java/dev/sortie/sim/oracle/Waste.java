package dev.sortie.sim.oracle;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.run.RunEvent;
import dev.sortie.sim.market.Contract;
import dev.sortie.sim.time.Agenda;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Says when a machine is given up that the run needs and with which, in truth, nothing has been
 * wrong for a minute: not asked for by a person, the ceiling, a hedge or a fault. It is judged when
 * the journal says so, whoever lived or slept in that minute: who comes late must look first.
 */
final class Waste {
  /** What happened to a machine less than this ago may still be in somebody's mind. */
  private static final long SOUND = 60_000;

  /** From these shares of what was agreed on the end may be for the ceiling. */
  private static final double SPENT = 0.4;

  private static final double LIVED = 0.8;

  /** By so much the clock here may have been set forward. */
  private static final long AHEAD = 60_000;

  private final Agenda agenda;
  private final Function<String, Optional<Contract>> contracts;
  private final BiConsumer<Oracle, String> violated;
  private final Map<String, Agreed> agreed = new HashMap<>(8);
  private final Set<String> needed = new HashSet<>(8);
  private final Set<Integer> done = new HashSet<>(8);
  private int tasks;
  private boolean mayStop;
  private boolean settled;

  Waste(
      Agenda agenda,
      Function<String, Optional<Contract>> contracts,
      BiConsumer<Oracle, String> violated) {
    this.agenda = agenda;
    this.contracts = contracts;
    this.violated = violated;
  }

  void hear(String lease, LeaseEvent event) {
    if (event instanceof LeaseEvent.EndWanted(EndReason(var kind, var said))) {
      givenUp(lease, kind == EndReason.Kind.CEILING, kind + " " + said);
    }
  }

  /** The market said no and made it all the same: no run needs what it was refused. */
  void leftOver(String lease) {
    needed.remove(lease);
  }

  /** Nobody destroys what the journal still wants. */
  void destroyed(String lease) {
    givenUp(lease, false, "destroyed without a word");
  }

  void hear(RunEvent event) {
    switch (event) {
      case RunEvent.Planned(var plan) -> tasks = plan.tasks().size();
      case RunEvent.LeaseOpened(var lease, _, var life, var cap) -> {
        needed.add(lease.value());
        agreed.put(lease.value(), new Agreed(agenda.now(), life.toMillis(), cap.nanos()));
      }
      // What a second machine is for takes from the first.
      case RunEvent.TimeCut(var lease, var workEnds) when !settled ->
          agreed.computeIfPresent(lease.value(), (_, on) -> on.until(Agenda.millis(workEnds)));
      case RunEvent.LeaseUp(var lease) -> {
        settled = true;
        needed.removeIf(other -> !other.equals(lease.value()));
      }
      case RunEvent.LeaseFailed(var lease, var cause, var said, _) ->
          givenUp(lease.value(), cause == Cause.CEILING_REACHED, cause + " " + said);
      case RunEvent.LeaseLost(var lease, var cause, var said, _) ->
          givenUp(lease.value(), cause == Cause.CEILING_REACHED, cause + " " + said);
      case RunEvent.TaskEnded(var task, _) -> done.add(task);
      case RunEvent.TaskVanished(var task) -> done.add(task);
      case RunEvent.StopWanted(var cause, var said) -> {
        mayStop = true;
        if (cause != Cause.INTERRUPTED) {
          allGivenUp(cause == Cause.CEILING_REACHED, cause + " " + said);
        }
      }
      case RunEvent.Troubled(var cause, _) ->
          mayStop |= cause == Cause.SETUP_FAILED || cause == Cause.REMOTE_DISK_FULL;
      case RunEvent.PullStarted _ -> workOver();
      case RunEvent.ReleaseStarted _ -> {
        workOver();
        needed.clear();
      }
      default -> {}
    }
  }

  private void workOver() {
    if (!mayStop && done.size() < tasks) {
      allGivenUp(false, "its work was given up");
    }
  }

  private void allGivenUp(boolean forTheCeiling, String why) {
    Set.copyOf(needed).forEach(lease -> givenUp(lease, forTheCeiling, why));
  }

  private void givenUp(String lease, boolean forTheCeiling, String why) {
    if (!needed.remove(lease)) {
      return;
    }
    long now = agenda.now();
    contracts
        .apply(lease)
        .filter(contract -> now - contract.soundSince(now) >= SOUND)
        .filter(contract -> !forTheCeiling || !isPaidFor(lease, contract))
        .ifPresent(contract ->
            violated.accept(
                Oracle.NO_WASTE,
                "instance "
                    + contract.id()
                    + ", sound for "
                    + (now - contract.soundSince(now)) / 1000
                    + " s, was given up: "
                    + why));
  }

  private boolean isPaidFor(String lease, Contract contract) {
    long now = agenda.now();
    Agreed on = agreed.get(lease);
    return on == null
        || contract.cost(now) >= SPENT * on.cap()
        || now - on.since() + AHEAD >= LIVED * on.life();
  }

  /**
   * What a run agreed on with itself when it opened a lease.
   *
   * @param life for work, milliseconds
   * @param cap billionths of a dollar
   */
  private record Agreed(long since, long life, long cap) {
    Agreed until(long end) {
      return new Agreed(since, end - since, cap);
    }
  }
}
