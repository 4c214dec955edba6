package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.Style;
import dev.sortie.core.choose.Host;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what is remembered of machines, from the journal alone. */
@Command(
    name = "hosts",
    description = {
      "Show what is remembered of machines: boots, duds, losses, speed.",
      "CHANCE is what memory makes of a machine that the market calls perfect. What is two weeks"
          + " old counts half."
    })
public final class HostsCommand implements Action {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public int run(Context context) {
    Instant now = context.env().clock().instant();
    List<Host> hosts = context.wiring().history().hosts(now).hosts();
    if (json) {
      context.printJson(hosts.stream().map(HostsText::json).toList());
    } else if (hosts.isEmpty()) {
      context.out().println(context.paint().paint(Style.MUTED, "no machine has been rented yet"));
    } else {
      context.print(HostsText.table(hosts, now, context.terminal()));
    }
    return 0;
  }
}
