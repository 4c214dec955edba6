package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.Table;
import dev.sortie.cli.terminal.Terminal;
import dev.sortie.core.market.Charge;
import dev.sortie.core.money.Cost;
import dev.sortie.core.money.Difference;
import dev.sortie.core.money.Usd;
import dev.sortie.engine.history.Receipt;
import dev.sortie.engine.history.Reconciliation;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The whole receipt: each rental part by part, as forecast, metered and charged. */
final class WholeReceiptText {
  private static final String NONE = "-";

  private WholeReceiptText() {}

  static List<String> lines(Charges charges, Terminal terminal) {
    Reconciliation all = charges.reconciliation();
    Receipt receipt = all.receipt();
    List<String> lines = new ArrayList<>();
    for (Receipt.Line line : receipt.lines()) {
      Optional<Cost> charged = Optional.ofNullable(all.charged().get(line.lease()));
      lines.add(
          terminal.out().paint(Style.STAGE, "lease " + line.lease())
              + line.instance().map(it -> "  instance " + it).orElse("  nothing was rented")
              + "  "
              + Narrator.plain(line.terms().gpu())
              + (line.open() ? "  still there" : ""));
      lines.addAll(table(line.forecast(), line.cost(), charged, terminal));
      remarks(charges, line).forEach(it -> lines.add(terminal.out().paint(Style.WARNING, it)));
      lines.add("");
    }
    for (Charge charge : all.unknown()) {
      lines.add(terminal.out().paint(Style.ERROR, unknown(charge)));
    }
    if (receipt.lines().size() != 1) {
      Optional<Cost> expected = Optional.of(receipt.expected());
      lines.add(terminal.out().paint(Style.STAGE, "all of it"));
      lines.addAll(table(expected, receipt.metered(), all.total(), terminal));
    }
    lines.add("ceiling " + receipt.ceiling());
    receipt.undone().ifPresent(undone -> lines.add(undone.words()));
    charges.why().ifPresent(why -> lines.add("what the market charged is not known: " + why));
    return lines;
  }

  private static List<String> table(
      Optional<Cost> forecast, Cost metered, Optional<Cost> charged, Terminal terminal) {
    Table table = new Table().text("").number("FORECAST $").number("METERED $").number("CHARGED $");
    Map<String, Function<Cost, Usd>> parts = new LinkedHashMap<>();
    parts.put("gpu", Cost::gpu);
    parts.put("disk", Cost::disk);
    parts.put("network", Cost::network);
    parts.put("total", Cost::total);
    parts.forEach((name, part) ->
        table.row(
            "  " + name,
            forecast.map(part).map(WholeReceiptText::digits).orElse(NONE),
            digits(part.apply(metered)),
            charged.map(part).map(WholeReceiptText::digits).orElse(NONE)));
    return table.lines(terminal);
  }

  private static List<String> remarks(Charges charges, Receipt.Line line) {
    List<String> remarks = new ArrayList<>();
    if (line.forecast().isEmpty()) {
      remarks.add("  a stray: found on the market and ended");
    }
    boolean asked = charges.why().isEmpty() && line.instance().isPresent();
    if (asked && !charges.reconciliation().charged().containsKey(line.lease())) {
      remarks.add("  not charged yet: the market books later than it bills");
    }
    charges.reconciliation().differences(line).stream()
        .map(difference -> "  differs  " + difference.words())
        .forEach(remarks::add);
    return remarks;
  }

  private static String unknown(Charge charge) {
    return "charged under a label of this run, for instance "
        + charge.instance()
        + " that the journal does not know: "
        + charge.cost().total();
  }

  static Map<String, Object> json(Charges charges) {
    Reconciliation all = charges.reconciliation();
    Map<String, Object> members = new LinkedHashMap<>(ReceiptText.json(all.receipt()));
    members.put("charged", all.total().map(ReceiptText::json));
    members.put("charges_unknown_because", charges.why());
    members.put("leases", all.receipt().lines().stream().map(line -> json(all, line)).toList());
    members.put(
        "unknown_charges",
        all.unknown().stream()
            .map(charge -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("instance", charge.instance().value());
              one.put("label", charge.label());
              one.putAll(ReceiptText.json(charge.cost()));
              return one;
            })
            .toList());
    return members;
  }

  private static Map<String, Object> json(Reconciliation all, Receipt.Line line) {
    Map<String, Object> one = new LinkedHashMap<>(ReceiptText.json(line));
    one.put("forecast", line.forecast().map(ReceiptText::json));
    one.put("charged", Optional.ofNullable(all.charged().get(line.lease())).map(ReceiptText::json));
    one.put("differences", all.differences(line).stream().map(WholeReceiptText::json).toList());
    return one;
  }

  private static Map<String, Object> json(Difference difference) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("part", difference.part());
    members.put("metered_usd", difference.metered().dollars());
    members.put("charged_usd", difference.charged().dollars());
    return members;
  }

  /** Four decimals: a practice run costs fractions of a cent. */
  private static String digits(Usd usd) {
    return usd.dollars().setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
