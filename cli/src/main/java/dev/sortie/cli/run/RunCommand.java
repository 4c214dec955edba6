package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Category;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.run.RunOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rents a machine, works off a list of tasks, brings the results home, gives the machine back. */
@Command(
    name = "run",
    description = "Rent, run every task, bring the results home, give it back.",
    footer = {
      "",
      "Words after -- are one command, which gets its arguments exactly as your shell gave them;",
      "a single word is a line for a shell. Several tasks come from files, or from --task each.",
      "",
      "Examples:",
      "  sortie run tasks.txt --max-cost 2",
      "  sortie run --recipe voice-tools -- voice-clone --text 'good morning'",
      "  sortie run --practice -- 'python3 train.py --epochs 3 | tee /work/log'",
      "  sortie run --task './train.sh small' --task './train.sh large'"
    })
public final class RunCommand implements Action {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything else happens
  private CommandSpec spec;

  @Mixin private JobArguments args = new JobArguments();

  @Parameters(
      paramLabel = "[FILE... | -- COMMAND...]",
      arity = "0..*",
      hideParamSyntax = true,
      description = "Task files, one task a line; or one command after --.")
  private List<String> positional = List.of();

  @Option(names = "--tasks", paramLabel = "FILE", description = "A task file.")
  private List<Path> files = List.of();

  @Option(
      names = "--task",
      paramLabel = "LINE",
      description = "One task, a line for a shell; may be given again for more.")
  private List<String> lines = List.of();

  @Option(names = "--no-pull", description = "Bring nothing home.")
  private boolean noPull;

  @Option(names = "--keep", description = "Leave the machine running at the end; it costs money.")
  private boolean keep;

  @Option(
      names = "--shell",
      description = "Open a shell on the machine at the end; implies --keep.")
  private boolean shell;

  @Override
  public int run(Context context) {
    List<String> original = spec.commandLine().getParseResult().originalArgs();
    TaskArguments wanted = TaskArguments.of(positional, original, files, lines);
    List<String> tasks = wanted.read(context.env().folder());
    if (tasks.isEmpty()) {
      throw new Trouble(
              Cause.NO_TASKS,
              "no task was given",
              "name a task file: sortie run tasks.txt, or give the command: sortie run -- ./train.sh small")
          .asException();
    }
    Project project = Project.of(context.env().folder(), wanted.files());
    Jobs jobs = new Jobs(context.env(), context.wiring(), project, args);
    RunOptions options = jobs.options(!noPull, keep || shell);
    if (args.dryRun()) {
      return new DryRun(context, jobs, tasks, options).print();
    }
    Workplace workplace = context.wiring().workplace(args.sshKey());
    if (!args.json()) {
      Unattended.tell(context);
    }
    return new Rental(context, workplace, jobs)
        .carryOut(tasks, options)
        .map(outcome -> finish(context, workplace, outcome))
        .orElse(Category.STOPPED.exitCode());
  }

  private int finish(Context context, Workplace workplace, Rental.Outcome outcome) {
    int exit = new Finish(context, workplace, args.json()).tell(outcome);
    boolean opens = shell && !outcome.signalled() && outcome.run().verdict().kept();
    return opens ? Shells.open(context, workplace, outcome.run()) : exit;
  }
}
