package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Category;
import dev.sortie.core.run.RunOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Rents a machine, sends the code, opens a shell; the machine stays. */
@Command(
    name = "shell",
    description = "Rent a machine, send the code, open a shell on it. The machine stays.",
    footer = {
      "",
      "Examples:",
      "  sortie shell --query 'gpu_ram >= 20' --max-cost 5",
      "  sortie shell LEASE        one that is still there, as `sortie ps` shows it"
    })
public final class ShellCommand implements Action {
  @Mixin private JobArguments args = new JobArguments();

  @Parameters(
      paramLabel = "RUN|LEASE",
      arity = "0..1",
      description = "A machine that is still there; without it, one is rented.")
  private @Nullable String name;

  @Override
  public int run(Context context) {
    if (name != null) {
      return onMachine(context, name);
    }
    Project project = Project.of(context.env().folder(), List.of());
    Jobs jobs = new Jobs(context.env(), context.wiring(), project, args);
    RunOptions options = jobs.options(false, true);
    if (args.dryRun()) {
      return new DryRun(context, jobs, List.of(), options).print();
    }
    Workplace workplace = context.wiring().workplace(args.sshKey());
    return new Rental(context, workplace, jobs)
        .carryOut(List.of(), options)
        .map(outcome -> finish(context, workplace, outcome))
        .orElse(Category.STOPPED.exitCode());
  }

  private int finish(Context context, Workplace workplace, Rental.Outcome outcome) {
    int exit = new Finish(context, workplace, args.json()).tell(outcome);
    boolean opens = !outcome.signalled() && outcome.run().verdict().kept();
    return opens ? Shells.open(context, workplace, outcome.run()) : exit;
  }

  private int onMachine(Context context, String wanted) {
    Targets.Target target = new Targets(context.wiring().history()).up(wanted).getFirst();
    Workplace workplace = context.wiring().workplace(args.sshKey());
    return Shells.open(context, workplace, target.id(), target.run().orElseThrow());
  }
}
