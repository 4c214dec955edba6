package dev.sortie.vast;

import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.PriceIncrease;
import dev.sortie.core.money.Usd;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads what hosts ask for; it is never answered. */
final class PriceIncreases {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double HIGHEST_PRICE = 1e6;

  private final Calls calls;

  PriceIncreases(Calls calls) {
    this.calls = calls;
  }

  /** A row that names no instance is left out. */
  List<PriceIncrease> pending() {
    JsonNode rows = calls.readOrThrow(Routes.priceIncreases()).path("pending_price_increases");
    if (!rows.isArray()) {
      throw new MarketException(
          new MarketProblem.Malformed("the answer holds no list of price increases"));
    }
    return rows.valueStream().flatMap(PriceIncreases::read).toList();
  }

  private static Stream<PriceIncrease> read(JsonNode row) {
    return Json.id(row, "contract_id").stream()
        .mapToObj(id -> new PriceIncrease(new InstanceId(id), perHour(row)));
  }

  private static Optional<Usd> perHour(JsonNode row) {
    OptionalDouble perSecond = Json.number(row, "new_gpu_costpersec");
    double hour = perSecond.orElse(-1) * SECONDS_PER_HOUR;
    return hour >= 0 && hour < HIGHEST_PRICE ? Optional.of(Usd.of(hour)) : Optional.empty();
  }
}
