package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.run.RunOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rents a machine, sends the code, opens a shell; the machine stays. */
@Command(
    name = "shell",
    description = "Rent a machine, send the code, open a shell on it. The machine stays.",
    footer = {"", "Example:", "  sortie shell --query 'gpu_ram >= 20' --max-cost 5"})
public final class ShellCommand implements Action {
  @Mixin private JobArguments args = new JobArguments();

  @Override
  public int run(Context context) {
    RunOptions options = new RunOptions(args.push(), false, true, args.sendSecrets());
    Project project = Project.of(context.env().folder(), List.of());
    Jobs jobs = new Jobs(context.env(), context.wiring(), project, args);
    if (args.dryRun()) {
      return new DryRun(context, jobs, List.of(), options).print();
    }
    Workplace workplace = context.wiring().workplace(args.sshKey());
    Rental.Outcome outcome = new Rental(context, workplace, jobs).carryOut(List.of(), options);
    int exit = new Finish(context, workplace, args.json()).tell(outcome);
    boolean opens = !outcome.signalled() && outcome.run().verdict().kept();
    return opens ? Shells.open(context, workplace, outcome.run()) : exit;
  }
}
