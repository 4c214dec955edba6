package dev.sortie.engine.run;

import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.run.RunSignal;
import dev.sortie.engine.plan.Planner;
import java.util.List;

/** Searches other offers for one run. */
record FurtherOffers(Planner planner, RunPlan plan) {
  RunSignal find(List<MachineId> without) {
    try {
      Planner.Further found = planner.further(plan, without);
      return found.candidates().isEmpty()
          ? new RunSignal.NoneFound("none fulfils \"" + query() + "\" and fits the budget")
          : new RunSignal.MoreFound(found.candidates(), found.leases());
    } catch (MarketException e) {
      return new RunSignal.NoneFound(e.problem().said());
    }
  }

  private String query() {
    return plan.recipe().hardware().query();
  }
}
