package dev.sortie.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a bill on which our meter and the market's disagree.
 *
 * @param part such as {@code disk}
 */
public record Difference(String part, Usd metered, Usd charged) {
  /** Less is rounding. */
  private static final Usd SMALLEST = Usd.of("0.0001");

  private static final long SHARE = 100;

  /** The parts that differ by more than one percent; the total when only all together do. */
  public static List<Difference> between(Cost metered, Cost charged) {
    List<Difference> all = new ArrayList<>();
    all.add(new Difference("gpu", metered.gpu(), charged.gpu()));
    all.add(new Difference("disk", metered.disk(), charged.disk()));
    all.add(new Difference("network", metered.network(), charged.network()));
    all.removeIf(one -> !one.matters());
    Difference total = new Difference("total", metered.total(), charged.total());
    return all.isEmpty() && total.matters() ? List.of(total) : List.copyOf(all);
  }

  /** Such as {@code disk: metered 0.0021, charged 0.0040, +90 %}. */
  public String words() {
    return part + ": metered " + digits(metered) + ", charged " + digits(charged) + ", " + change();
  }

  private boolean matters() {
    long off = Math.abs(charged.minus(metered).nanos());
    return off > SMALLEST.nanos()
        && BigDecimal.valueOf(off)
                .multiply(BigDecimal.valueOf(SHARE))
                .compareTo(BigDecimal.valueOf(Math.abs(metered.nanos())))
            > 0;
  }

  private String change() {
    if (metered.nanos() == 0) {
      return "nothing was metered";
    }
    BigDecimal percent =
        charged
            .minus(metered)
            .dollars()
            .multiply(BigDecimal.valueOf(SHARE))
            .divide(metered.dollars(), 0, RoundingMode.HALF_UP);
    return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
  }

  private static String digits(Usd usd) {
    return usd.dollars().setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
