package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.history.History;
import java.util.List;

/** Runs that are under way and that no process drives. */
final class Unattended {
  private final History history;
  private final Claims claims;

  Unattended(History history, Claims claims) {
    this.history = history;
    this.claims = claims;
  }

  /** Newest first. */
  List<RunId> runs() {
    return history.openRuns().stream().filter(this::hasNobody).toList();
  }

  private boolean hasNobody(RunId run) {
    AggregateId id = new AggregateId(AggregateId.Kind.RUN, run.value());
    return !claims.isOurs(id) && claims.other(id).isEmpty();
  }

  /** Says so in one line for each: such a run costs money and gets nowhere. */
  static void tell(Context context) {
    new Unattended(context.wiring().history(), context.wiring().claims())
        .runs()
        .forEach(run ->
            context
                .env()
                .err()
                .println(
                    context.advice(
                        "run "
                            + run
                            + " has nobody: sortie resume "
                            + run
                            + ", or sortie down "
                            + run)));
  }
}
