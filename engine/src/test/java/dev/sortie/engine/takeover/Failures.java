package dev.sortie.engine.takeover;

import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.run.RunSignal;

/** Signals which mean that what was asked for could not be done. */
final class Failures {
  private Failures() {}

  /** What a market does not answer is no failure of who asks it. */
  static boolean isOne(LeaseSignal signal) {
    return switch (signal) {
      case LeaseSignal.GuardUnreachable _ -> true;
      case LeaseSignal.GuardAnswered(var report) -> !report.alive();
      case LeaseSignal.RentAnswered(var outcome) ->
          outcome instanceof RentOutcome.Refused || outcome instanceof RentOutcome.OfferGone;
      case LeaseSignal.DestroyAnswered(var outcome, _) -> outcome instanceof DestroyOutcome.Failed;
      // A machine that boots lets nobody in yet.
      case LeaseSignal.ProbeFailed _,
          LeaseSignal.Open _,
          LeaseSignal.Tick _,
          LeaseSignal.Resumed _,
          LeaseSignal.Listed _,
          LeaseSignal.Looked _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.Found _,
          LeaseSignal.FoundStray _,
          LeaseSignal.TrafficMeasured _,
          LeaseSignal.EndHeld _,
          LeaseSignal.EndReleased _,
          LeaseSignal.EndRequested _ ->
          false;
    };
  }

  static boolean isOne(RunSignal signal) {
    return switch (signal) {
      case RunSignal.WorkFailed _,
          RunSignal.PullBroke _,
          RunSignal.NoneFound _,
          RunSignal.StopRequested _,
          RunSignal.HeldBack _,
          RunSignal.LeaseTurnedBad _ ->
          true;
      case RunSignal.Open _,
          RunSignal.Tick _,
          RunSignal.Resumed _,
          RunSignal.LeaseReached _,
          RunSignal.LeaseClosed _,
          RunSignal.PriceRaised _,
          RunSignal.GuardLost _,
          RunSignal.Metered _,
          RunSignal.MoreFound _,
          RunSignal.Gathered _,
          RunSignal.PushAnswered _,
          RunSignal.SetUpAnswered _,
          RunSignal.TaskAnswered _,
          RunSignal.PullAnswered _ ->
          false;
    };
  }
}
