package dev.sortie.cli.command;

import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks for what would make a run fail, before money is spent on finding out. */
@Command(
    name = "doctor",
    description = {
      "Check key, credit, SSH key, clock, disk and reachability.",
      "Exits with the code of the worst finding, 0 when a run can begin."
    })
public final class DoctorCommand implements Action {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--accept-journal",
      description = {
        "Count what all runs have spent from what the journal knows, although an earlier one was",
        "damaged or is gone. Look at `sortie reap` first."
      })
  private boolean acceptJournal;

  @Option(
      names = "--prove-market-deadline",
      description =
          "Rent the cheapest machine, have the market's scheduler destroy it and watch: up to 80"
              + " minutes and 0.25 dollars.")
  private boolean proveDeadline;

  @Option(
      names = {"-y", "--yes"},
      description = "Rent for a proof without asking.")
  private boolean yes;

  private final Prover deadline;

  public DoctorCommand(Prover deadline) {
    this.deadline = deadline;
  }

  @Override
  public int run(Context context) {
    if (acceptJournal) {
      context.wiring().acceptJournal();
    }
    if (proveDeadline) {
      return deadline.prove(context, yes);
    }
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new LocalChecks(context).findings());
    findings.addAll(new MarketChecks(context).findings());
    if (json) {
      context.printJson(findings.stream().map(DoctorCommand::members).toList());
    } else {
      findings.forEach(finding -> print(context, finding));
    }
    return findings.stream()
        .flatMap(finding -> finding.cause().stream())
        .findFirst()
        .map(cause -> cause.category().exitCode())
        .orElse(0);
  }

  private static void print(Context context, Finding finding) {
    Painter paint = context.paint();
    String mark =
        switch (finding.grade()) {
          case GOOD -> paint.paint(Style.GOOD, "✔");
          case WARNING -> paint.paint(Style.WARNING, "!");
          case BAD -> paint.paint(Style.ERROR, "✘");
        };
    String indent = "\n" + " ".repeat(14);
    String code = finding.cause().map(cause -> "  " + cause.code()).orElse("");
    context
        .out()
        .printf(
            Locale.ROOT,
            "%s %-10s  %s%s%n",
            mark,
            finding.subject(),
            finding.text().strip().replace("\n", indent),
            code);
    if (!finding.fix().isEmpty()) {
      context
          .out()
          .print(indent.substring(1) + "→ " + finding.fix().replace("\n", indent + "  ") + "\n");
    }
  }

  private static Map<String, Object> members(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("subject", finding.subject());
    members.put("grade", finding.grade().name().toLowerCase(Locale.ROOT));
    members.put("text", finding.text());
    members.put("fix", finding.fix());
    members.put("code", finding.cause().map(cause -> cause.code()));
    return members;
  }
}
