package dev.sortie.core.run;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How each fact changes a run; the only way it changes. */
final class Folding {
  private Folding() {}

  static Run evolve(Run run, RunEvent event, Instant at) {
    return switch (event) {
      case RunEvent.Planned(var plan) ->
          new Run(Optional.of(plan), run.tenancy(), run.progress(), run.verdict())
              .at(RunPhase.RENTING, 0);
      case RunEvent.LeaseOpened(var lease, var which, var life) ->
          run.housed(t -> t.opened(lease, which, at.plus(life))).at(RunPhase.RENTING, 0);
      case RunEvent.LeaseUp _ -> run;
      case RunEvent.LeaseFailed(var lease, _, _, var spent) ->
          run.housed(t -> t.paying(lease, spent));
      case RunEvent.PushStarted _ -> run.at(RunPhase.PUSHING, 0);
      case RunEvent.Pushed _ -> run.at(RunPhase.SETTING_UP, 0);
      case RunEvent.SetUpStarted(var step) -> run.at(RunPhase.SETTING_UP, step);
      case RunEvent.SetUpEnded _ -> run;
      case RunEvent.TaskStarted(var task) -> run.at(RunPhase.WORKING, task);
      case RunEvent.TaskEnded(var task, var status) ->
          run.progressed(p -> p.did(new TaskResult(task, OptionalInt.of(status))));
      case RunEvent.TaskVanished(var task) ->
          run.progressed(p -> p.did(new TaskResult(task, OptionalInt.empty())));
      case RunEvent.PullStarted _ -> run.at(RunPhase.PULLING, 0);
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
