package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Checks what a run is said to have cost. */
final class Receipts {
  private Receipts() {}

  static void addsUp(CliProcess receipt, double spentDollars) {
    JsonNode json = JsonLines.one(receipt.out());
    assertThat(sumOfParts(json.path("metered"))).isEqualByComparingTo(total(json.path("metered")));
    BigDecimal lines = BigDecimal.ZERO;
    for (JsonNode line : json.path("leases")) {
      assertThat(sumOfParts(line)).isEqualByComparingTo(total(line));
      assertThat(line.path("open").asBoolean()).isFalse();
      lines = lines.add(total(line));
    }
    assertThat(lines).isEqualByComparingTo(total(json.path("metered")));
    // The market bills by its own meter; ours must not tell a person less than it took.
    assertThat(lines.doubleValue()).isBetween(spentDollars * 0.9, spentDollars * 1.5 + 0.0005);
  }

  private static BigDecimal sumOfParts(JsonNode cost) {
    return Stream.of("gpu_usd", "disk_usd", "network_usd")
        .map(part -> cost.path(part).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal total(JsonNode cost) {
    return cost.path("total_usd").decimalValue();
  }
}
