package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Watches a run that another process drives. */
@Command(
    name = "attach",
    description = "Watch a run that is under way elsewhere. Ctrl-C only stops watching.")
public final class AttachCommand implements Action {
  @Parameters(paramLabel = "RUN", description = "Name of the run, as `sortie ps` shows it.")
  private String name = "";

  @Override
  public int run(Context context) {
    return new Following(context, name).print(true, true);
  }
}
