package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.core.run.Run;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a run has cost, part by part: as forecast, by our meter, and as the market charged it. */
@Command(
    name = "receipt",
    description = {
      "Show what a run has cost, part by part.",
      "For each rental: the forecast, our own meter, and what the market has charged. Where the"
          + " last two differ by more than one percent the line is named."
    })
public final class ReceiptCommand implements Action {
  @Parameters(paramLabel = "RUN", description = "Name of the run, as `sortie ps --all` shows it.")
  private String name = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--no-charges", description = "Do not ask the market what it charged.")
  private boolean noCharges;

  @Override
  public int run(Context context) {
    History history = context.wiring().history();
    Run run = new Targets(history).run(name);
    Receipt receipt = Receipt.of(run.agreed().id(), run, history, context.env().clock().instant());
    Charges charges =
        noCharges ? Charges.unknown(receipt, "not asked") : Charges.ask(context, receipt);
    if (json) {
      context.printJson(WholeReceiptText.json(charges));
    } else {
      context.print(WholeReceiptText.lines(charges, context.terminal()));
    }
    return 0;
  }
}
