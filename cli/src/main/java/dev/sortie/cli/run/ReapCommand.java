package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.Table;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.reap.Finding;
import dev.sortie.engine.lease.LeaseHandle;
import dev.sortie.engine.reap.Reaper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `sortie reap`: ends what is ours on the market and wanted by nobody. */
@Command(
    name = "reap",
    description = {
      "Walk the market's whole listing and end what is ours there and wanted by nobody.",
      "What carries no label of this installation is not touched, unless you adopt it by its"
          + " number."
    })
public final class ReapCommand implements Action {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Option(names = "--dry-run", description = "Say what would be ended; touch nothing.")
  private boolean dryRun;

  @Option(
      names = "--adopt",
      paramLabel = "INSTANCE",
      arity = "1..*",
      description =
          "Number of an instance that another installation of Sortie rented on this account, such"
              + " as one whose computer is gone: take it as ours and end it. What it holds is"
              + " lost.")
  private List<String> adopt = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** One line of the answer. */
  private record Row(String instance, String lease, String what, String next) {}

  @Override
  public int run(Context context) {
    Workplace workplace = context.wiring().workplace(Optional.empty());
    Reaper reaper = workplace.engine().warden().reaper(_ -> {});
    Inventory.Complete listing = listing(workplace);
    List<Finding> findings = reaper.look(listing);
    // All of it is judged before anything is touched.
    List<Finding.Foreign> adopted = new Adopting(reaper, listing).of(adopt);
    List<LeaseId> late =
        workplace.engine().warden().orphans().leasesToEnd(context.env().clock().instant());
    show(context, rows(findings, late, adopted), listing);
    if (dryRun) {
      return 0;
    }
    List<LeaseHandle> ending = new ArrayList<>();
    late.forEach(lease -> ending.add(workplace.engine().take(lease, _ -> {})));
    findings.forEach(finding -> reaper.end(finding).ifPresent(ending::add));
    adopted.forEach(finding -> reaper.adopt(finding).ifPresent(ending::add));
    ending.forEach(handle -> prove(context, handle));
    List<LeaseId> jobs = workplace.engine().warden().leftoverJobs().remove();
    if (!json && !jobs.isEmpty()) {
      context.out().println("gone    the market's jobs for the end of " + Driving.names(jobs));
    }
    return 0;
  }

  /** Of a listing that is not complete nothing is concluded (law 4). */
  private static Inventory.Complete listing(Workplace workplace) {
    return switch (workplace.market().inventory()) {
      case Inventory.Complete complete -> complete;
      case Inventory.Unknown(var problem) ->
          throw new Trouble(
                  Cause.MARKET_FAILED,
                  "the listing of instances could not be read whole: " + problem.said(),
                  "nothing was concluded from it and nothing was touched",
                  "sortie reap")
              .asException();
    };
  }

  private void show(Context context, List<Row> rows, Inventory.Complete listing) {
    if (json) {
      context.printJson(rows.stream().map(row -> json(context, row)).toList());
      return;
    }
    if (rows.isEmpty()) {
      String seen = listing.instances().size() + " on the account, none of them ours and unwanted";
      context.out().println(context.paint().paint(Style.MUTED, seen));
      return;
    }
    Table table = new Table().text("INSTANCE").text("LEASE").text("WHAT").flexible("NEXT");
    rows.forEach(
        row -> table.row(row.instance(), row.lease(), row.what(), context.advice(row.next())));
    context.print(table.lines(context.terminal()));
  }

  private List<Row> rows(
      List<Finding> findings, List<LeaseId> late, List<Finding.Foreign> adopted) {
    String end = dryRun ? "would be ended" : "ending it";
    List<Row> rows = new ArrayList<>();
    late.forEach(lease -> rows.add(new Row("", lease.value(), "left behind by its run", end)));
    for (Finding finding : findings) {
      String instance = finding.instance().id().toString();
      rows.add(
          switch (finding) {
            case Finding.Returned(var lease, _) ->
                new Row(instance, lease.value(), "there although its lease is over", end);
            case Finding.Twin(var terms, _) ->
                new Row(instance, terms.id().value(), "a second one of this lease", end);
            case Finding.OtherController(var label, var found) ->
                new Row(
                    instance,
                    label.lease(),
                    "of another installation, " + label.controller(),
                    next(found, adopted.contains(finding)));
            case Finding.Unrecorded(var label, var found) ->
                new Row(
                    instance,
                    label.lease(),
                    "in no journal here",
                    next(found, adopted.contains(finding)));
          });
    }
    return rows;
  }

  private String next(Instance instance, boolean adopted) {
    if (adopted) {
      return dryRun ? "would be adopted and ended" : "adopted, ending it";
    }
    return "not touched; if nobody there needs it: sortie reap --adopt " + instance.id();
  }

  private void prove(Context context, LeaseHandle handle) {
    try {
      if (!handle.await(PATIENCE)) {
        throw notGone(context, handle);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notGone(context, handle);
    }
    if (!json) {
      String instance = handle.state().instance().map(i -> "instance " + i).orElse("lease");
      context.out().println("gone    " + instance + " destroyed, proven absent");
    }
  }

  private static TroubleException notGone(Context context, LeaseHandle handle) {
    LeaseId lease = handle.state().openedTerms().id();
    return DownCommand.notGone(context.wiring().history(), lease).asException();
  }

  private static Map<String, Object> json(Context context, Row row) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("instance", row.instance());
    members.put("lease", row.lease());
    members.put("what", row.what());
    members.put("next", context.advice(row.next()));
    return members;
  }
}
