package dev.sortie.sim.process;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.market.SimMarket;
import dev.sortie.sim.oracle.Oracles;
import dev.sortie.sim.tale.Tale;
import dev.sortie.sim.time.Agenda;
import dev.sortie.sim.time.Dice;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The computer on which processes of Sortie run, and what surrounds it.
 *
 * @param clock its clock, which need not be right
 * @param points hears of moments at which faults may strike
 * @param off the protection that is switched off
 */
public record Machine(
    Agenda agenda,
    Dice dice,
    Tale tale,
    Faults faults,
    Oracles oracles,
    SimMarket market,
    SimClaims allClaims,
    SimJournal journal,
    Home home,
    InstantSource clock,
    Consumer<Point> points,
    Protection off) {

  Claims claims(Life life) {
    return allClaims.of(life);
  }

  boolean isOwner(Life life, AggregateId what) {
    return allClaims.isOwner(life, what);
  }

  /** Another process drives what this one drove: it lets go of everything. */
  void fenced(Life life, AggregateId what) {
    if (tale.isTold()) {
      tale.tell(agenda.now(), life.name(), "lets go: " + what + " was taken over");
    }
    life.end();
  }
}
