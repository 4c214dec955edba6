package dev.sortie.core.run;

import dev.sortie.core.remote.PullReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a run has come.
 *
 * @param position the set-up step or task under way, from 1; 0 before the first
 * @param pulled the last pull that went through
 * @param pullFailures pulls in a row that failed or left something missing
 */
public record Progress(
    RunPhase phase,
    int position,
    List<TaskResult> results,
    Optional<PullReport> pulled,
    int pullFailures) {
  static final Progress NONE = new Progress(RunPhase.UNPLANNED, 0, List.of(), Optional.empty(), 0);

  public Progress {
    results = List.copyOf(results);
  }

  Progress at(RunPhase next, int newPosition) {
    return new Progress(next, newPosition, results, pulled, pullFailures);
  }

  Progress did(TaskResult result) {
    List<TaskResult> longer = Stream.concat(results.stream(), Stream.of(result)).toList();
    return new Progress(phase, position, longer, pulled, pullFailures);
  }

  Progress brought(PullReport report) {
    int failures = report.mayStillCome() ? pullFailures + 1 : 0;
    return new Progress(phase, position, results, Optional.of(report), failures);
  }

  Progress pullFailed() {
    return new Progress(phase, position, results, pulled, pullFailures + 1);
  }
}
