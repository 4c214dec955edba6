package dev.sortie.sim.world;

import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Meter;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.history.History;
import dev.sortie.sim.market.Contract;
import dev.sortie.sim.market.OutFile;
import dev.sortie.sim.oracle.Oracle;
import dev.sortie.sim.oracle.Oracles;
import dev.sortie.sim.process.Home;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges a whole life by what its journal says in the end: results and money. */
final class Judge {
  /** Bytes between the last count and the end, and moments of rounding, in billionths. */
  private static final double SLACK = 20_000;

  private final RunPlan plan;
  private final Oracles oracles;
  private final Home home;
  private final History history;
  private final Cast cast;
  private final HereClock clock;
  private @Nullable Optional<Run> folded;

  Judge(RunPlan plan, Oracles oracles, Home home, Journal journal, Cast cast, HereClock clock) {
    this.plan = plan;
    this.oracles = oracles;
    this.home = home;
    this.history = new History(journal);
    this.cast = cast;
    this.clock = clock;
  }

  boolean isOver() {
    folded = null;
    return run().filter(Run::isEnded).isPresent();
  }

  String where() {
    return run().map(run -> run.phase().toString()).orElse("nothing: it is not in the journal");
  }

  private Optional<Run> run() {
    Optional<Run> known = folded;
    if (known == null) {
      known = history.run(plan.id());
      folded = known;
    }
    return known;
  }

  /** What tasks left on the machine where they ended is home, or named as missing. */
  void results() {
    oracles
        .taskHomes()
        .forEach((task, lease) -> {
          List<OutFile> files =
              oracles.contract(new LeaseId(lease)).map(c -> c.host().files()).orElse(List.of());
          for (OutFile file : files) {
            if (file.task() == task
                && !home.has(file)
                && !oracles.isNamed(new LeaseId(lease), file.path())) {
              oracles.violated(
                  Oracle.RESULTS, file.path() + " is neither home nor named as missing");
            }
          }
        });
  }

  /**
   * What the journal says a lease has cost is never less than what the market counted; but for what
   * it told nobody: a price raised after the last look, and what came back when nobody lived. And
   * for time that a clock hides which was set back between two processes, and bytes of which a
   * process could not tell any more ({@link Untold}).
   */
  void bill() {
    for (LeaseId id : history.leasesFor(plan.id())) {
      double knowable =
          oracles
              .contract(id)
              .filter(c -> !c.exists())
              .map(c -> knowable(c) - oracles.unseen(id))
              .orElse(0.0);
      Optional<Lease> lease = history.lease(id);
      if (knowable <= 0 || lease.isEmpty() || !lease.get().isClosed()) {
        continue;
      }
      bytes(id, lease.get());
      double metered =
          lease
              .get()
              .meter()
              .map(m -> m.costAt(m.endedAt().orElse(m.existsSince())).total().nanos())
              .orElse(0L);
      if (metered < knowable * 0.99 - SLACK) {
        oracles.violated(
            Oracle.EXPLAINED,
            String.format(
                Locale.ROOT,
                "lease %s metered $%.6f, billed $%.6f",
                id,
                metered / 1e9,
                knowable / 1e9));
      }
    }
  }

  /**
   * By themselves: seconds that were counted too many, before an absence was seen, must not hide
   * bytes that nobody counted.
   */
  private void bytes(LeaseId id, Lease lease) {
    Traffic known = oracles.contract(id).map(Contract::tellable).orElse(Traffic.NONE);
    Traffic metered = lease.meter().map(Meter::traffic).orElse(Traffic.NONE);
    if (oracles.unseen(id) == 0
        && (metered.bytesDown() < known.bytesDown() || metered.bytesUp() < known.bytesUp())) {
      oracles.violated(
          Oracle.EXPLAINED,
          String.format(
              Locale.ROOT,
              "lease %s metered %d bytes down and %d up, billed %d and %d",
              id,
              metered.bytesDown(),
              metered.bytesUp(),
              known.bytesDown(),
              known.bytesUp()));
    }
  }

  private double knowable(Contract contract) {
    double hidden = cast.count() > 1 ? clock.setBack() * contract.costPerMilli() : 0;
    return contract.cost(contract.ended())
        - contract.unheardSurcharge()
        - hidden
        - contract.untold();
  }
}
