package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.Json;
import dev.sortie.core.run.Run;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a run has cost, part by part. */
@Command(name = "receipt", description = "Show what a run has cost, part by part.")
public final class ReceiptCommand implements Action {
  @Parameters(paramLabel = "RUN", description = "Name of the run, as `sortie ps --all` shows it.")
  private String name = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public int run(Context context) {
    History history = context.wiring().history();
    Run run = new Targets(history).run(name);
    Receipt receipt = Receipt.of(run.agreed().id(), run, history, context.env().clock().instant());
    if (json) {
      context.out().println(Json.pretty(ReceiptText.json(receipt)));
      return 0;
    }
    context.print(ReceiptText.table(receipt, context.terminal()));
    context.out().println("ceiling " + receipt.ceiling());
    return 0;
  }
}
