package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.Workload;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run would do and cost, agreed before money moves. Never changes, but that offers which are
 * found when these are used up come after them.
 *
 * @param workingFolder absolute path here from which code is pushed
 * @param outFolder absolute path here where results go
 * @param tasks lines of the task file; may be empty for a shell
 * @param candidates offers in the order they will be tried
 * @param leases a fresh lease id for each candidate
 */
public record RunPlan(
    RunId id,
    String job,
    String workingFolder,
    String outFolder,
    Recipe recipe,
    List<String> tasks,
    Budget budget,
    Workload workload,
    List<Candidate> candidates,
    List<LeaseId> leases,
    RunOptions options) {
  public RunPlan {
    tasks = List.copyOf(tasks);
    candidates = List.copyOf(candidates);
    leases = List.copyOf(leases);
    if (leases.size() != candidates.size()) {
      throw new IllegalArgumentException("a plan needs one lease id for each candidate");
    }
  }

  RunPlan extended(List<Candidate> more, List<LeaseId> theirs) {
    return new RunPlan(
        id,
        job,
        workingFolder,
        outFolder,
        recipe,
        tasks,
        budget,
        workload,
        Stream.concat(candidates.stream(), more.stream()).toList(),
        Stream.concat(leases.stream(), theirs.stream()).toList(),
        options);
  }
}
