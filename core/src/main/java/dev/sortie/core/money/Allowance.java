package dev.sortie.core.money;

import java.math.RoundingMode;
import java.util.List;

/**
 * One limit across runs, and what counts against it already.
 *
 * @param name such as {@code per day}; {@code past} such as {@code today}
 * @param open what is not over and may still come to cost
 */
public record Allowance(String name, String past, Usd limit, Usd spent, List<Reserve> open) {
  private static final int NAMES_SHOWN = 3;

  public Allowance {
    open = List.copyOf(open);
  }

  public Usd reserved() {
    return open.stream().map(Reserve::atMost).reduce(Usd.ZERO, Usd::plus);
  }

  /** What one more run may cost at most; never below zero. */
  public Usd left() {
    return limit.minus(spent).minus(reserved()).max(Usd.ZERO);
  }

  public boolean fits(Usd ceiling) {
    return !ceiling.isMoreThan(left());
  }

  /** The arithmetic in words, for a run of this ceiling. */
  public String words(Usd ceiling) {
    Usd tooMuch = spent.plus(reserved()).plus(ceiling).minus(limit);
    return name
        + " "
        + limit
        + ": spent "
        + past
        + " "
        + spent
        + (open.isEmpty() ? "" : ", reserved by " + holders() + " " + reserved())
        + ", this run may cost "
        + ceiling
        + (tooMuch.nanos() > 0 ? ", " + tooMuch + " too much; " + wouldFit() : ", fits");
  }

  private String holders() {
    List<String> names = open.stream().map(Reserve::name).toList();
    String some = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
    String more = names.size() > NAMES_SHOWN ? ", …" : "";
    return names.size() + " open run" + (names.size() == 1 ? "" : "s") + " (" + some + more + ")";
  }

  /** Rounded down: what is named must fit. */
  private String wouldFit() {
    var cents = left().dollars().setScale(2, RoundingMode.DOWN);
    return cents.signum() > 0
        ? "--max-cost " + cents.toPlainString() + " would fit"
        : "nothing is left";
  }
}
