package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.Table;
import dev.sortie.cli.terminal.Terminal;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Usd;
import dev.sortie.engine.history.Receipt;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
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
            + "  = %s gpu + %s disk + %s net".formatted(cost.gpu(), cost.disk(), cost.network())
            + "  (expected "
            + receipt.expected().total()
            + ")";
    return results.isEmpty()
        ? List.of(line)
        : List.of(line, painter.paint(Style.STAGE, "home    ") + results);
  }

  /** The whole receipt: each rental, the sum, the forecast. */
  static List<String> table(Receipt receipt, Terminal terminal) {
    Table table =
        new Table()
            .text("LEASE")
            .text("INSTANCE")
            .flexible("MACHINE")
            .number("GPU $")
            .number("DISK $")
            .number("NET $")
            .number("TOTAL $");
    for (Receipt.Line line : receipt.lines()) {
      Cost cost = line.cost();
      table.row(
          line.lease().value(),
          line.instance() + (line.open() ? " (still there)" : ""),
          line.gpu(),
          digits(cost.gpu()),
          digits(cost.disk()),
          digits(cost.network()),
          digits(cost.total()));
    }
    sum(table, "metered", receipt.metered());
    sum(table, "expected", receipt.expected());
    return table.lines(terminal);
  }

  static Map<String, Object> json(Receipt receipt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("run", receipt.run().value());
    members.put("ceiling_usd", receipt.ceiling().dollars());
    members.put("metered", json(receipt.metered()));
    members.put("expected", json(receipt.expected()));
    members.put(
        "leases",
        receipt.lines().stream()
            .map(line -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("lease", line.lease().value());
              one.put("instance", line.instance());
              one.put("machine", line.gpu());
              one.put("open", line.open());
              one.putAll(json(line.cost()));
              return one;
            })
            .toList());
    return members;
  }

  private static Map<String, Object> json(Cost cost) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("gpu_usd", cost.gpu().dollars());
    members.put("disk_usd", cost.disk().dollars());
    members.put("network_usd", cost.network().dollars());
    members.put("total_usd", cost.total().dollars());
    return members;
  }

  private static void sum(Table table, String name, Cost cost) {
    table.row(
        name,
        "",
        "",
        digits(cost.gpu()),
        digits(cost.disk()),
        digits(cost.network()),
        digits(cost.total()));
  }

  /** Four decimals: a practice run costs fractions of a cent. */
  private static String digits(Usd usd) {
    return usd.dollars().setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
