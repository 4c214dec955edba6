package dev.sortie.sim.suite;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.oracle.Violation;
import dev.sortie.sim.world.Orders;
import dev.sortie.sim.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Negative controls: with any one protection switched off a law must be seen not to hold. */
public final class Controls {
  private Controls() {}

  /**
   * What came of switching one protection off.
   *
   * @param lives how many were lived until it was caught, or in vain
   */
  public record Control(
      Protection off, long lives, Optional<Violation> caught, Optional<Orders> orders) {}

  /** One protection after the other, each in at most so many lives. */
  public static List<Control> all(long most, int threads) {
    return Arrays.stream(Protection.values())
        .filter(protection -> protection != Protection.NONE)
        .map(protection -> one(protection, most, threads))
        .toList();
  }

  public static Control one(Protection off, long most, int threads) {
    long from = 1;
    while (from <= most) {
      Campaign.Result result =
          Campaign.untilCaught(seed -> Draw.against(seed, off), from, most - from + 1, threads);
      for (Campaign.Failure failure : result.failures()) {
        if (isOurDoing(failure)) {
          return new Control(
              off,
              failure.index(),
              Optional.of(failure.violations().getFirst()),
              Optional.of(failure.orders()));
        }
      }
      if (result.failures().isEmpty()) {
        break;
      }
      from = result.failures().getLast().index() + 1;
    }
    return new Control(off, most, Optional.empty(), Optional.empty());
  }

  /** With all protections on the same life is without fault. */
  private static boolean isOurDoing(Campaign.Failure failure) {
    Orders with =
        new Orders(failure.orders().seed(), failure.orders().strikes(), Protection.NONE, false);
    return World.live(with, new Bounds(), new Bounds()).violations().isEmpty();
  }

  /** As a table for the documentation. */
  public static List<String> table(List<Control> controls) {
    List<String> lines = new ArrayList<>();
    lines.add("| protection | without it | caught by | lives until caught | replay |");
    lines.add("| --- | --- | --- | --- | --- |");
    for (Control control : controls) {
      lines.add(
          "| "
              + String.join(
                  " | ",
                  control.off().toString(),
                  control.off().words(),
                  control.caught().map(Controls::oracle).orElse("**not caught**"),
                  Long.toString(control.lives()),
                  control.orders().map(orders -> "`" + orders.command() + "`").orElse("-"))
              + " |");
    }
    return lines;
  }

  private static String oracle(Violation violation) {
    return violation.oracle().number() + ": " + violation.words().replaceAll("[0-9]{8}", "…");
  }
}
