package dev.sortie.sim.suite;

import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.fault.Strike;
import dev.sortie.sim.oracle.Oracle;
import dev.sortie.sim.oracle.Violation;
import dev.sortie.sim.world.Orders;
import java.util.List;
import java.util.Optional;

/**
 * What the simulation has found and nobody has mended yet. It is counted and told, and does not
 * make the suite red a second time. To be taken out with the repair.
 */
public enum Known {
  GRACE_BY_CLOCK(
      Oracle.PROVEN_GONE,
      "taken for gone",
      "a clock that is set ends the time in which an absence means nothing",
      List.of(FaultKind.CLOCK_BACK)),
  METER_LOW(
      Oracle.EXPLAINED,
      "metered",
      "the meter reads low: it came back when nobody looked any more, or changed between looks",
      List.of());

  private final Oracle oracle;
  private final String part;
  private final String words;
  private final List<FaultKind> oneOf;

  Known(Oracle oracle, String part, String words, List<FaultKind> oneOf) {
    this.oracle = oracle;
    this.part = part;
    this.words = words;
    this.oneOf = oneOf;
  }

  public String words() {
    return words;
  }

  /** Which one a violation is a case of; in a sabotaged life all but the meter must show. */
  static Optional<Known> of(Orders orders, Violation violation) {
    for (Known known : values()) {
      boolean sabotaged = orders.off() != Protection.NONE && known != METER_LOW;
      boolean struck =
          known.oneOf.isEmpty()
              || orders.strikes().stream().map(Strike::fault).anyMatch(known.oneOf::contains);
      if (!sabotaged
          && known.oracle == violation.oracle()
          && violation.words().contains(known.part)
          && struck) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }
}
