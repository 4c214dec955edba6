package dev.sortie.sim.world;

import dev.sortie.core.market.InstanceState;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.market.Contract;
import dev.sortie.sim.market.SimMarket;
import dev.sortie.sim.oracle.Oracles;
import dev.sortie.sim.process.SimProcess;
import dev.sortie.sim.time.Agenda;
import dev.sortie.sim.time.Dice;
import java.util.function.Consumer;

/** Lets faults strike. */
final class Mischief {
  private static final long MINUTE = 60_000;
  private static final int MOST_IN_VAIN = 3;

  private final Agenda agenda;
  private final Dice dice;
  private final Faults faults;
  private final SimMarket market;
  private final Oracles oracles;
  private final HereClock clock;
  private final Cast cast;
  private int inVain;

  Mischief(
      Agenda agenda,
      Dice dice,
      Faults faults,
      SimMarket market,
      Oracles oracles,
      HereClock clock,
      Cast cast) {
    this.agenda = agenda;
    this.dice = dice;
    this.faults = faults;
    this.market = market;
    this.oracles = oracles;
    this.clock = clock;
    this.cast = cast;
  }

  void strike(FaultKind kind) {
    switch (kind) {
      case RENT_UNCLEAR_EXISTS,
          RENT_UNCLEAR_LATE,
          RENT_UNCLEAR_NOTHING,
          RENT_UNCLEAR_VERY_LATE,
          RENT_REFUSED_LEFTOVER,
          RENT_OFFER_GONE,
          RENT_REFUSED,
          RENT_SLOW,
          RENT_NAMES_STRANGERS,
          RENT_NAMES_STRANGERS_ONLY,
          DESTROY_ANSWER_LOST,
          DESTROY_LINGERS,
          DESTROY_RESURRECTS,
          DESTROY_RESURRECTS_LATE,
          STATE_NULL,
          CONTAINER_FAILS,
          BAD_IMAGE,
          SSH_LATE,
          SSH_NEVER_UP,
          LOADING_FOREVER,
          GUARD_KEY_BROKEN,
          GUARD_KEY_LATE,
          REMOTE_DISK_FULL,
          FILE_CHANGES,
          FILE_HOSTILE,
          OUTPUT_HUGE ->
          faults.times(kind, 1);
      case DESTROY_RESURRECTS_TWICE -> faults.times(kind, 2);
      case DESTROY_FAILS, DESTROY_SWALLOWED -> inVain(kind, 1 + dice.below(3));
      case LISTING_PAGE_FAILS -> faults.times(kind, 1 + dice.below(4));
      case DESTROY_REFUSED -> {
        // What would be refused next is still to come.
        inVain = MOST_IN_VAIN;
        faults.clear(FaultKind.DESTROY_FAILS);
        faults.clear(FaultKind.DESTROY_SWALLOWED);
        lasts(kind, dice.between(60_000, 5 * MINUTE));
      }
      case LISTING_FAILS, LOOK_FAILS, LABELS_HIDDEN -> lasts(kind, dice.between(5_000, 2 * MINUTE));
      case API_DOWN, RATE_LIMITED, API_SLOW -> lasts(kind, dice.between(5_000, 90_000));
      case LISTING_STALE -> lasts(kind, dice.between(20_000, 2 * MINUTE));
      case NEW_INSTANCE_HIDDEN -> faults.until(kind, agenda.now() + 5 * MINUTE, agenda.now());
      case CREDIT_ZERO -> {
        faults.until(kind, agenda.now() + 10 * MINUTE, agenda.now());
        each(contract -> market.become(contract, InstanceState.STOPPED, "credit"));
      }
      case STATE_UNKNOWN -> unknown();
      case EXITS -> up(contract -> market.become(contract, InstanceState.EXITED, "exited"));
      case OFFLINE -> up(contract -> market.become(contract, InstanceState.OFFLINE, "offline"));
      case OUTBID -> up(contract -> market.become(contract, InstanceState.STOPPED, "outbid"));
      case CONTRACT_ENDS -> each(market::end);
      case PRICE_RAISED -> each(contract -> market.raisePrice(contract, 1.3));
      case LABEL_EDITED -> each(contract -> market.relabel(contract, "my training"));
      case HOST_REBOOTS -> up(market::reboot);
      case HOST_CLOCK_JUMPS -> each(contract -> contract.dog().jump(10 * MINUTE));
      case SSH_CUT -> cut(dice.between(3_000, 2 * MINUTE), false);
      case SSH_CUT_LONG -> cut(dice.between(11 * MINUTE, 20 * MINUTE), false);
      case SSH_BLACK_HOLE -> cut(dice.between(5_000, 3 * MINUTE), true);
      case LINK_SLOW -> each(contract -> contract.host().slow());
      case LOCAL_DISK_FULL ->
          faults.until(kind, agenda.now() + dice.between(5_000, 2 * MINUTE), agenda.now());
      case TASK_FAILS -> each(contract -> contract.host().fail(agenda.now()));
      case TASK_KILLED -> each(contract -> contract.host().killTasks(agenda.now()));
      case TASK_HANGS -> {
        faults.times(kind, 1);
        each(contract -> contract.host().hang(agenda.now()));
      }
      case GUARD_KILLED -> each(contract -> contract.dog().kill());
      case GUARD_KEY_REVOKED -> each(contract -> contract.dog().revokeKey());
      case PERSON_STOPS -> cast.leading().stop();
      case PERSON_INSISTS -> {
        cast.leading().stop();
        agenda.in(dice.between(1_000, 8_000), () -> cast.leading().stop());
        agenda.in(dice.between(9_000, 30_000), () -> cast.leading().stop());
      }
      case KILL -> killed(dice.between(500, 30_000));
      case KILL_LONG -> killed(dice.between(MINUTE, 14 * MINUTE));
      case KILL_FOR_GOOD -> {
        cast.forGood();
        cast.kill(cast.leading());
      }
      case KILL_TWICE -> {
        long next = dice.between(500, 15_000);
        killed(next);
        agenda.in(next + dice.between(10, 15_000), () -> killed(dice.between(500, 20_000)));
      }
      case PAUSE -> cast.leading().life().pause(dice.between(5_000, 4 * MINUTE));
      case PAUSE_TAKEN_OVER -> {
        cast.leading().life().pause(dice.between(25_000, 3 * MINUTE));
        cast.successor(dice.between(15_000, 40_000), 10);
      }
      case RIVAL -> cast.successor(dice.between(10, 3_000), 3);
      case JOURNAL_REFUSES -> noRoom(dice.between(3_000, 900_000));
      case JOURNAL_REFUSES_KILL -> {
        noRoom(dice.between(5_000, 40_000));
        agenda.in(dice.between(500, 10_000), () -> killed(dice.between(500, 40_000)));
      }
      case CLOCK_BACK -> {
        long by = dice.oneIn(2) ? -MINUTE : MINUTE;
        clock.set(by);
        oracles.clockSet(by);
      }
    }
  }

  /** The bound holds as long as the market lets at most so many destroy calls come to nothing. */
  private void inVain(FaultKind kind, int times) {
    int allowed = Math.min(times, MOST_IN_VAIN - inVain);
    inVain += allowed;
    faults.times(kind, allowed);
  }

  /** Nothing is excused by it: who lives and reaches the machines does without a disk. */
  private void noRoom(long millis) {
    faults.until(FaultKind.JOURNAL_REFUSES, agenda.now() + millis, agenda.now());
  }

  /** A while in which the market does not do what it should. */
  private void lasts(FaultKind kind, long millis) {
    faults.until(kind, agenda.now() + millis, agenda.now());
    oracles.outage(agenda.now(), agenda.now() + millis);
  }

  private void killed(long successorAfter) {
    SimProcess process = cast.leading();
    if (process.life().isAlive()) {
      cast.kill(process);
      cast.successor(successorAfter, 1000);
    }
  }

  private void cut(long millis, boolean silent) {
    long now = agenda.now();
    each(contract -> contract.host().cut(now, now + millis, silent));
  }

  private void unknown() {
    up(contract -> {
      market.become(contract, InstanceState.UNKNOWN, "");
      agenda.in(
          dice.between(5_000, 4 * MINUTE),
          () -> {
            if (contract.exists() && contract.state() == InstanceState.UNKNOWN) {
              market.become(contract, InstanceState.RUNNING, "");
            }
          });
    });
  }

  private void up(Consumer<Contract> what) {
    each(contract -> {
      if (contract.state() == InstanceState.RUNNING) {
        what.accept(contract);
      }
    });
  }

  private void each(Consumer<Contract> what) {
    for (Contract contract : market.contracts()) {
      if (contract.isOurs() && contract.exists()) {
        what.accept(contract);
      }
    }
  }
}
