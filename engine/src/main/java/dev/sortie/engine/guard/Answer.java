package dev.sortie.engine.guard;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.GuardRevival;
import dev.sortie.core.money.Traffic;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that {@code renew.sh} prints, found among whatever a machine prints besides.
 *
 * @param taken whether a guard has acknowledged this very sign of life
 * @param key what the market says to the instance's own key
 * @param life left at most, and {@code lease} without another sign of life
 * @param equipped whether the machine has what brings a guard back, as we would bring it
 * @param revivals how often the guard was dead or frozen there and was brought back
 * @param frozen whether it was frozen, not dead, the last of these times
 */
record Answer(
    boolean taken,
    Key key,
    Duration life,
    Duration lease,
    Optional<Traffic> traffic,
    boolean equipped,
    int revivals,
    boolean frozen) {
  /** In the order of their numbers on the line. */
  enum Key {
    NOT_YET_ANSWERED,
    WORKS,
    REFUSED,
    /** It may not read its instance, but was let start it, which does nothing to one that runs. */
    WORKS_UNREAD
  }

  private static final String COUNT = "(\\d{1,18}|-)";

  static Optional<Answer> in(String printed, long nonce) {
    Matcher line =
        Pattern.compile(
                String.format(
                    Locale.ROOT,
                    "^sortie-guard %d ([01]) ([0-3]) (\\d{1,10}) (\\d{1,10}) %s %s"
                        + " ([01]) (\\d{1,9}) (dead|frozen|-)\r?$",
                    nonce,
                    COUNT,
                    COUNT),
                Pattern.MULTILINE)
            .matcher(printed);
    return line.find() ? Optional.of(read(line)) : Optional.empty();
  }

  private static Answer read(Matcher line) {
    boolean counted = !line.group(5).equals("-") && !line.group(6).equals("-");
    return new Answer(
        line.group(1).equals("1"),
        Key.values()[Integer.parseInt(line.group(2))],
        Duration.ofSeconds(Long.parseLong(line.group(3))),
        Duration.ofSeconds(Long.parseLong(line.group(4))),
        counted
            ? Optional.of(new Traffic(Long.parseLong(line.group(5)), Long.parseLong(line.group(6))))
            : Optional.empty(),
        line.group(7).equals("1"),
        Integer.parseInt(line.group(8)),
        line.group(9).equals("frozen"));
  }

  GuardReport report() {
    return new GuardReport(taken, taken && works(), said(), traffic, revived());
  }

  private Optional<GuardRevival> revived() {
    return revivals == 0 ? Optional.empty() : Optional.of(new GuardRevival(revivals, frozen));
  }

  private boolean works() {
    return key == Key.WORKS || key == Key.WORKS_UNREAD;
  }

  private String said() {
    if (!taken) {
      return "no guard on the machine takes our signs of life";
    }
    return switch (key) {
      case NOT_YET_ANSWERED ->
          "the guard is alive, but from there the market has not yet answered its key";
      case REFUSED -> "the guard is alive, but the market refuses its key";
      case WORKS -> "alive, " + ends();
      case WORKS_UNREAD -> "alive, with a key that may not read, " + ends();
    };
  }

  private String ends() {
    return lease.compareTo(life) >= 0
        ? "ends it in " + words(life) + ", silent or not"
        : "ends it in " + words(life) + " or " + words(lease) + " after we fall silent";
  }

  private static String words(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 1) {
      return time.toSeconds() + " s";
    }
    return minutes < 60
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
  }
}
