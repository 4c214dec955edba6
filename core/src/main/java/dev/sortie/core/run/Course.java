package dev.sortie.core.run;

import dev.sortie.core.machine.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One decision in the making. Each fact is folded in at once, so that what is decided next sees the
 * run as it will be. Lives within one call of {@code decide}.
 */
final class Course {
  private final Instant now;
  private final List<RunEvent> facts = new ArrayList<>();
  private final List<RunAction> actions = new ArrayList<>();
  private Run run;

  Course(Run run, Instant now) {
    this.run = run;
    this.now = now;
  }

  Run run() {
    return run;
  }

  Instant now() {
    return now;
  }

  void note(RunEvent fact) {
    facts.add(fact);
    run = Folding.evolve(run, fact, now);
  }

  void act(RunAction action) {
    actions.add(action);
  }

  Decision<RunEvent, RunAction> decision() {
    return new Decision<>(facts, actions);
  }
}
