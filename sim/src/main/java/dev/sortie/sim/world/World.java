package dev.sortie.sim.world;

import dev.sortie.core.journal.Journal;
import dev.sortie.engine.history.History;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.market.SimMarket;
import dev.sortie.sim.market.Terms;
import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.oracle.Oracle;
import dev.sortie.sim.oracle.Oracles;
import dev.sortie.sim.process.Home;
import dev.sortie.sim.process.Life;
import dev.sortie.sim.process.Machine;
import dev.sortie.sim.process.SimClaims;
import dev.sortie.sim.process.SimJournal;
import dev.sortie.sim.tale.Tale;
import dev.sortie.sim.time.Agenda;
import dev.sortie.sim.time.Dice;

/** Lives one simulated life: a run from its plan until nothing more can happen. */
public final class World {
  /** Whatever happens, everything is over by then. */
  private static final long HORIZON = 4 * 3_600_000L;

  private static final Terms FOREIGN =
      new Terms(1, 300_000_000, 10_000_000, 0, 0, Long.MAX_VALUE / 4, 0, false);

  private final Orders orders;
  private final Agenda agenda;
  private final Tale tale;
  private final Oracles oracles;
  private final Scenario scenario;
  private final Cast cast;
  private final Judge judge;
  private final Moments moments;

  private World(Orders orders, Bounds live, Bounds guard) {
    this.orders = orders;
    Dice dice = new Dice(orders.seed());
    this.scenario = Scenario.draw(dice);
    this.agenda = new Agenda(new Dice(orders.seed() ^ 0x5DEECE66DL));
    this.tale = new Tale(orders.told());
    this.oracles = new Oracles(agenda, tale, scenario.brake(), live, guard);
    Faults faults = new Faults();
    HereClock clock = new HereClock(agenda);
    SimMarket market = new SimMarket(agenda, dice, faults, oracles, this::meet, orders.off());
    SimClaims claims = new SimClaims(orders.off());
    Home home = new Home();
    SimJournal journal =
        new SimJournal(agenda, faults, claims, orders.off(), oracles, tale, entry -> hear(entry));
    Machine machine =
        new Machine(
            agenda,
            dice,
            tale,
            faults,
            oracles,
            market,
            claims,
            journal,
            home,
            clock,
            this::meet,
            orders.off());
    Journal read = journal.of(new Life(agenda, clock, "judge", () -> {}));
    Untold untold = new Untold(scenario.plan().id(), new History(read), oracles, faults);
    this.cast = new Cast(machine, scenario.plan(), scenario.work(), scenario.brake(), untold);
    Mischief mischief = new Mischief(agenda, dice, faults, market, oracles, clock, cast);
    this.moments = new Moments(agenda, orders.strikes(), kind -> strike(mischief, kind));
    this.judge = new Judge(scenario.plan(), oracles, home, read, cast, clock);
    for (int i = 0; i < scenario.foreign(); i++) {
      market.foreign(FOREIGN_LABELS[i], FOREIGN);
    }
  }

  private static final String[] FOREIGN_LABELS = {
    "", "somebody's training", "sortie-other-lease001", "sortie-home-zzzzzzzz"
  };

  /** Lives it, and says how it went. */
  public static Outcome live(Orders orders, Bounds live, Bounds guard) {
    return new World(orders, live, guard).live();
  }

  private Outcome live() {
    cast.first();
    boolean over = untilNothingHappens();
    if (!over && !cast.isForGood()) {
      // Whoever was there has let go: in the end a person has the run resumed.
      cast.successor(0, 10);
      over = untilNothingHappens();
    }
    if (!over && !cast.isForGood()) {
      oracles.violated(Oracle.TERMINATES, "the run stands at " + judge.where());
    }
    if (over) {
      judge.results();
    }
    oracles.finish(scenario.plan().budget().ceiling().nanos());
    if (over) {
      judge.bill();
    }
    return new Outcome(oracles.violations(), tale.hash(), agenda.happened(), tale.lines());
  }

  /** Whether the run is over then. */
  private boolean untilNothingHappens() {
    while (agenda.step(HORIZON)) {
      // Each event brings on the next.
    }
    return judge.isOver();
  }

  private void meet(Point point) {
    moments.meet(point);
  }

  private void hear(dev.sortie.core.journal.Entry entry) {
    moments.hear(entry);
  }

  private void strike(Mischief mischief, FaultKind kind) {
    tale.mix(agenda.now(), kind.ordinal());
    if (tale.isTold()) {
      tale.tell(agenda.now(), "FAULT", kind + ": " + kind.words());
    }
    mischief.strike(kind);
  }
}
