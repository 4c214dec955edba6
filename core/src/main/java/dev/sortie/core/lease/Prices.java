package dev.sortie.core.lease;

import dev.sortie.core.market.Instance;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A market may raise the price of a machine that is rented: it must not break the cap (law 7). */
final class Prices {
  /** Rounding of the market's own figures. */
  private static final double TOLERANCE = 1.02;

  private Prices() {}

  static List<LeaseEvent> seen(Lease lease, Instance instance, Optional<Instant> before) {
    return lease.meter().stream()
        .filter(meter -> isRaised(meter.rates(), instance.pricePerHour()))
        .<LeaseEvent>map(meter ->
            new LeaseEvent.PriceRaised(
                Usd.of(instance.pricePerHour()).minus(meter.rates().diskPerHour()), before))
        .toList();
  }

  private static boolean isRaised(Rates agreed, double perHour) {
    return Double.isFinite(perHour)
        && perHour > agreed.perHour().dollars().doubleValue() * TOLERANCE;
  }
}
