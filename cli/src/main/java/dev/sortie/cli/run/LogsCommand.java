package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the tasks of a run printed. */
@Command(name = "logs", description = "Print what the tasks of a run printed.")
public final class LogsCommand implements Action {
  @Parameters(paramLabel = "RUN", description = "Name of the run, as `sortie ps --all` shows it.")
  private String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run is over.")
  private boolean follow;

  @Override
  public int run(Context context) {
    return new Following(context, name).print(follow, false);
  }
}
