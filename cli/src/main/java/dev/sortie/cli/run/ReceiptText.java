package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Style;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.Undone;
import dev.sortie.engine.history.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Receipts for people and programs. */
final class ReceiptText {
  private ReceiptText() {}

  /** The last lines of a run. */
  static List<String> brief(Receipt receipt, String results, Painter painter) {
    Cost cost = receipt.metered();
    String line =
        painter.paint(Style.STAGE, "receipt ")
            + painter.paint(Style.MONEY, cost.total().toString())
            + " of "
            + receipt.ceiling()
            + String.format(
                Locale.ROOT,
                "  = %s gpu + %s disk + %s net",
                cost.gpu(),
                cost.disk(),
                cost.network())
            + "  (expected "
            + receipt.expected().total()
            + ")";
    return results.isEmpty()
        ? List.of(line)
        : List.of(line, painter.paint(Style.STAGE, "home    ") + results);
  }

  static Map<String, Object> json(Receipt receipt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("run", receipt.run().value());
    members.put("ceiling_usd", receipt.ceiling().dollars());
    members.put("metered", json(receipt.metered()));
    members.put("expected", json(receipt.expected()));
    members.put("tasks_not_done", receipt.undone().map(Undone::tasks).orElse(List.of()));
    members.put("leases", receipt.lines().stream().map(ReceiptText::json).toList());
    return members;
  }

  static Map<String, Object> json(Receipt.Line line) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("lease", line.lease().value());
    members.put("instance", line.instance().map(Object::toString).orElse("-"));
    members.put("machine", line.terms().gpu());
    members.put("open", line.open());
    members.putAll(json(line.cost()));
    return members;
  }

  static Map<String, Object> json(Cost cost) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("gpu_usd", cost.gpu().dollars());
    members.put("disk_usd", cost.disk().dollars());
    members.put("network_usd", cost.network().dollars());
    members.put("total_usd", cost.total().dollars());
    return members;
  }
}
