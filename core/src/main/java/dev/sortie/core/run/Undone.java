package dev.sortie.core.run;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tasks that a run leaves undone when it is over, whatever ended it (law 8).
 *
 * @param of how many tasks there were
 * @param never tasks without any end: not begun, or lost with a machine
 * @param cut tasks that were ended by the stop of the run
 */
public record Undone(int of, List<Integer> never, List<Integer> cut) {
  public Undone {
    never = List.copyOf(never);
    cut = List.copyOf(cut);
  }

  /** What would be undone if the run ended now. */
  static Undone of(Run run) {
    int tasks = run.plan().map(plan -> plan.tasks().size()).orElse(0);
    List<Integer> never =
        IntStream.rangeClosed(1, tasks)
            .filter(task -> run.progress().nextUndone(task, tasks) == task)
            .boxed()
            .toList();
    List<Integer> cut =
        run.progress().results().stream()
            .filter(result -> result.cut() && !result.succeeded())
            .map(TaskResult::task)
            .toList();
    return new Undone(tasks, never, cut);
  }

  /** In order. */
  public List<Integer> tasks() {
    return Stream.concat(never.stream(), cut.stream()).sorted().toList();
  }

  public boolean isEmpty() {
    return tasks().isEmpty();
  }

  /** Such as {@code 2 of 3 tasks not done: 2 (cut short), 3}. */
  public String words() {
    return tasks().size()
        + " of "
        + of
        + " tasks not done: "
        + tasks().stream()
            .map(task -> task + (cut.contains(task) ? " (cut short)" : ""))
            .collect(Collectors.joining(", "));
  }
}
