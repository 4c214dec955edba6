package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.history.History;
import dev.sortie.engine.run.RunHandle;
import dev.sortie.engine.watch.Watcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run whose process is gone. */
@Command(
    name = "resume",
    description = {
      "Go on with a run whose process is gone, exactly where it stopped.",
      "What the machine did meanwhile is not lost; exit codes are those of `run`."
    })
public final class ResumeCommand implements Action {
  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Name of the run, as `sortie ps` shows it; default: the only one there is.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--ssh-key", paramLabel = "PATH", description = "Private key to log in with.")
  private @Nullable Path sshKey;

  @Override
  public int run(Context context) {
    History history = context.wiring().history();
    Run run = wanted(context, history);
    RunId id = run.agreed().id();
    if (run.isEnded()) {
      throw over(id).asException();
    }
    Workplace workplace = context.wiring().workplace(Optional.ofNullable(sshKey));
    Rental.Outcome outcome =
        new Driving(context, workplace, json, false)
            .drive(run.agreed(), history.entries(id), watcher -> takeOver(workplace, id, watcher));
    return new Finish(context, workplace, json).tell(outcome);
  }

  private Run wanted(Context context, History history) {
    if (name != null) {
      return new Targets(history).run(name);
    }
    List<RunId> unattended = new Unattended(history, context.wiring().claims()).runs();
    if (unattended.size() == 1) {
      return history.run(unattended.getFirst()).orElseThrow();
    }
    if (unattended.isEmpty()) {
      throw new Trouble(Cause.NOT_FOUND, "every run that is under way has its process", "sortie ps")
          .asException();
    }
    throw new Trouble(
            Cause.BAD_ARGUMENT,
            unattended.size()
                + " runs have nobody: "
                + unattended.stream().map(RunId::value).collect(Collectors.joining(", ")),
            "sortie resume " + unattended.getFirst())
        .asException();
  }

  private static RunHandle takeOver(Workplace workplace, RunId id, Watcher watcher) {
    return workplace
        .engine()
        .takeOver(id, watcher)
        .orElseThrow(() ->
            workplace
                .engine()
                .other(id)
                .map(driver -> driven(id, driver))
                .orElseGet(() -> over(id))
                .asException());
  }

  private static Trouble driven(RunId id, Claims.Driver driver) {
    return new Trouble(
        Cause.TAKEN_OVER,
        "run " + id + " is driven by " + driver.name() + ", which lives",
        "watch it: sortie attach " + id + "   or end it: sortie down " + id);
  }

  private static Trouble over(RunId id) {
    return new Trouble(Cause.NOT_FOUND, "run " + id + " is over", "sortie receipt " + id);
  }
}
