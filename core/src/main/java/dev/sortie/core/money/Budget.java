package dev.sortie.core.money;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * The hard limits of a run (law 7).
 *
 * @param ceiling what may be spent at most, everything included
 * @param longest how long a rental may live at most
 * @param campaign whose limit the run counts against too, with all others of that name
 */
public record Budget(Usd ceiling, Duration longest, Optional<String> campaign) {
  /** Time kept back for bringing results home and proving the instance gone. */
  public static final Duration TEARDOWN = Duration.ofMinutes(3);

  /**
   * Time for which the disk alone is paid on top: the instance counts its own life from the first
   * start of the container, the disk is billed from the rental on.
   */
  public static final Duration LOADING = Duration.ofMinutes(15);

  /**
   * Time for which everything is paid on top: destroy calls take a moment, or a second try, and the
   * guard on the instance looks only now and then.
   */
  public static final Duration ENDING = Duration.ofSeconds(60);

  /** How often a machine's bytes are counted while it works. */
  private static final Duration COUNTED_EVERY = Duration.ofSeconds(15);

  /** The same where a full line would cost much between two counts. */
  private static final Duration COUNTED_OFTEN = Duration.ofSeconds(3);

  /** From a count that is too high to the end of what runs up the bytes. */
  private static final Duration REACTION = Duration.ofSeconds(5);

  /** This share of what a rental may cost is not much. */
  private static final long SMALL_SHARE = 50;

  /** What rounding may add to a bill: half a billionth for each part and each reserve. */
  private static final Usd ROUNDING = new Usd(2);

  private static final long SECONDS_PER_HOUR = 3600;

  /** A run that belongs to no campaign. */
  public Budget(Usd ceiling, Duration longest) {
    this(ceiling, longest, Optional.empty());
  }

  public Budget {
    if (ceiling.nanos() < 0 || longest.isNegative()) {
      throw new IllegalArgumentException("a budget cannot be negative");
    }
  }

  /**
   * How long a rental at these rates may live so that, with all its traffic, the disk while it
   * loads, bytes that nobody has counted yet and the tear-down paid, the ceiling holds. Zero when
   * it does not fit at all.
   *
   * @param spent what the run has spent on earlier rentals
   * @param traffic bytes that will be paid whatever happens, both ways
   */
  public Duration life(Rates rates, Usd spent, Traffic traffic) {
    Duration bought = longestFor(ceiling.minus(spent), rates, traffic);
    Duration whole = bought.compareTo(longest) < 0 ? bought : longest;
    Duration life = whole.minus(TEARDOWN);
    return life.isNegative() ? Duration.ZERO : life;
  }

  /**
   * How long a rental at these rates, tear-down included, may last for {@code cap} when this
   * traffic, the disk while it loads, the ending and bytes that nobody has counted yet are paid
   * too.
   */
  public static Duration longestFor(Usd cap, Rates rates, Traffic traffic) {
    Usd left =
        cap.minus(rates.network(traffic))
            .minus(rates.diskPerHour().perHourFor(LOADING))
            .minus(rates.perHour().perHourFor(ENDING))
            .minus(uncounted(cap, rates))
            .minus(ROUNDING);
    if (left.nanos() <= 0) {
      return Duration.ZERO;
    }
    return rates.perHour().nanos() == 0
        ? Duration.ofSeconds(Integer.MAX_VALUE)
        : paidFor(left, rates);
  }

  /**
   * What the machine itself may use up, in bytes and in time from now on. It ends a little after
   * us: we are to act first, and bring results home.
   *
   * @param forTime what its time has cost so far
   */
  public static Toll toll(Usd cap, Rates rates, Usd forTime) {
    Usd left =
        cap.minus(forTime)
            .minus(rates.diskPerHour().perHourFor(LOADING))
            .minus(rates.perHour().perHourFor(ENDING))
            .minus(rates.fullLine(REACTION))
            .minus(ROUNDING);
    return new Toll(
        rates.downPerGigabyte(), rates.upPerGigabyte(), rates.perHour(), left.max(Usd.ZERO));
  }

  /** How often the bytes of a rental of this cap must be counted. */
  public static Duration countEvery(Usd cap, Rates rates) {
    Usd full = rates.fullLine(COUNTED_EVERY.plus(REACTION));
    return full.nanos() * SMALL_SHARE > cap.nanos() ? COUNTED_OFTEN : COUNTED_EVERY;
  }

  /** What a full line may cost before we know of it and have done something about it. */
  private static Usd uncounted(Usd cap, Rates rates) {
    return rates.fullLine(countEvery(cap, rates).plus(REACTION));
  }

  /** Whole seconds, never one too many. */
  private static Duration paidFor(Usd amount, Rates rates) {
    BigInteger seconds =
        BigInteger.valueOf(amount.nanos())
            .multiply(BigInteger.valueOf(SECONDS_PER_HOUR))
            .divide(BigInteger.valueOf(rates.perHour().nanos()));
    return Duration.ofSeconds(seconds.min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue());
  }
}
