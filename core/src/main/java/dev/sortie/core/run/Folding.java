package dev.sortie.core.run;

import dev.sortie.core.error.Cause;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How each fact changes a run; the only way it changes. */
final class Folding {
  private Folding() {}

  static Run evolve(Run run, RunEvent event, Instant at) {
    return switch (event) {
      case RunEvent.Planned(var plan) ->
          new Run(Optional.of(plan), run.tenancy(), run.progress(), run.verdict(), run.search())
              .searching(s -> s.planned(at))
              .at(RunPhase.RENTING, 0);
      case RunEvent.Adopted _ -> run.housed(t -> t.takenUp(at));
      case RunEvent.LeaseOpened(var lease, var which, var life, var cap) ->
          run.housed(t -> t.opened(lease, Berth.opened(which, at, at.plus(life), cap)))
              .at(RunPhase.RENTING, 0);
      case RunEvent.LeaseUp(var lease) -> run.housed(t -> t.settled(lease));
      case RunEvent.LeaseFailed(var lease, var cause, _, var spent) ->
          run.housed(t -> t.paying(lease, spent).failed(lease))
              .searching(s -> cause == Cause.PRICE_RAISED ? s.foundDear() : s);
      case RunEvent.LeaseLost(var lease, _, _, var spent) ->
          run.housed(t -> t.paying(lease, spent).failed(lease))
              .progressed(Progress::lostMachine)
              .at(RunPhase.RENTING, 0);
      case RunEvent.SearchWanted(var cause, var said) ->
          run.searching(s -> s.wanted(new RunTrouble(cause, said)));
      case RunEvent.Replanned(var candidates, var leases) ->
          run.planning(p -> p.extended(candidates, leases)).searching(s -> s.found(at));
      case RunEvent.SearchFailed _ -> run.searching(s -> s.failed(at));
      case RunEvent.HeldBack(var until) -> run.progressed(p -> p.heldUntil(until));
      case RunEvent.Warned(var percent, _) -> run.progressed(p -> p.warned(percent));
      case RunEvent.TimeCut(var lease, var workEnds) -> run.housed(t -> t.cut(lease, workEnds));
      case RunEvent.Gathered(var done, var report) -> run.progressed(p -> p.gathered(done, report));
      case RunEvent.PushStarted _ -> run.at(RunPhase.PUSHING, 0);
      case RunEvent.Pushed _ -> run.at(RunPhase.SETTING_UP, 0);
      case RunEvent.SetUpStarted(var step) -> run.at(RunPhase.SETTING_UP, step);
      case RunEvent.SetUpEnded _ -> run;
      case RunEvent.TaskStarted(var task) -> run.at(RunPhase.WORKING, task);
      case RunEvent.TaskEnded(var task, var status) ->
          run.progressed(
              p -> p.did(new TaskResult(task, OptionalInt.of(status), run.isStopping())));
      case RunEvent.TaskVanished(var task) ->
          run.progressed(p -> p.did(new TaskResult(task, OptionalInt.empty(), run.isStopping())));
      case RunEvent.PullStarted _ ->
          run.at(RunPhase.PULLING, 0).progressed(p -> p.pullingSince(at));
      case RunEvent.Pulled(var report) -> run.progressed(p -> p.brought(report));
      case RunEvent.PullFailed _ -> run.progressed(Progress::pullFailed);
      case RunEvent.StopWanted(var cause, var said) ->
          run.judged(v -> v.stopping(new RunTrouble(cause, said)));
      case RunEvent.Troubled(var cause, var said) ->
          run.judged(v -> v.troubled(new RunTrouble(cause, said)));
      case RunEvent.ReleaseStarted _ -> run.at(RunPhase.RELEASING, 0);
      case RunEvent.Kept(var lease) -> run.housed(t -> t.without(lease)).judged(Verdict::keeping);
      case RunEvent.LeaseClosed(var lease, var spent) ->
          run.housed(t -> t.paying(lease, spent).without(lease));
      case RunEvent.Ended _ -> run.at(RunPhase.ENDED, 0);
    };
  }
}
