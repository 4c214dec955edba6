package dev.sortie.engine.lease;

import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.remote.RemoteProblem;
import java.time.Instant;
import java.util.Optional;

/**
 * What a lease hears of an unforeseen fault: it proves nothing, and the machine will look again.
 */
public final class LeaseFaults {
  private LeaseFaults() {}

  public static LeaseSignal heard(LeaseAction action, RuntimeException fault, Instant now) {
    MarketProblem problem = new MarketProblem.NoAnswer("fault in Sortie: " + fault);
    return switch (action) {
      case LeaseAction.Rent _ -> new LeaseSignal.RentAnswered(new RentOutcome.Unclear(problem));
      case LeaseAction.TakeInventory _ ->
          new LeaseSignal.Listed(new Inventory.Unknown(problem), now, now);
      case LeaseAction.Look(var instance) ->
          new LeaseSignal.Looked(
              instance, new Sighting.Unknown(problem), now, Optional.empty(), Optional.empty());
      case LeaseAction.Probe _ ->
          new LeaseSignal.ProbeFailed(new RemoteProblem.Unreachable(problem.said()), now);
      case LeaseAction.Renew _ ->
          new LeaseSignal.GuardUnreachable(new RemoteProblem.Unreachable(problem.said()), now);
      case LeaseAction.HoldEnd(_, var deadline) ->
          new LeaseSignal.EndHeld(new HeldEnd.Unclear(problem), deadline);
      case LeaseAction.ReleaseEnd _ -> new LeaseSignal.EndReleased(new ReleasedEnd.Failed(problem));
      case LeaseAction.Destroy _ ->
          new LeaseSignal.DestroyAnswered(new DestroyOutcome.Failed(problem), now);
    };
  }
}
