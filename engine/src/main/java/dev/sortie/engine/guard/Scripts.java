package dev.sortie.engine.guard;

import dev.sortie.core.lease.Renewal;
import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/** The shell scripts beside this class, filled in and without what only their readers need. */
final class Scripts {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long MOST = 999_999_999;

  private static final String BESIDE =
      script("beside.sh", Edition.WHOLE)
          .strip()
          .replace("{{guard}}", script("guard.sh", Edition.WHOLE).strip());

  /** Tells whether a machine has what we would bring it. */
  private static final String VERSION = Integer.toHexString(BESIDE.hashCode());

  private Scripts() {}

  /** The create call has room for little; the ends of lines say what is in which. */
  private enum Edition {
    SHORT(" # short", " # more"),
    WHOLE(" # more", " # short");

    private final String own;
    private final String other;

    Edition(String own, String other) {
      this.own = own;
      this.other = other;
    }

    String of(String text) {
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.endsWith(other))
          .map(line -> line.endsWith(own) ? line.substring(0, line.length() - own.length()) : line)
          .filter(line -> line.startsWith("#!") || !(line.isEmpty() || line.startsWith("#")))
          .collect(Collectors.joining("\n", "", "\n"));
    }
  }

  static String onstart(Duration life, Duration grace) {
    return script("onstart.sh", Edition.SHORT)
        .replace("{{guard}}", script("guard.sh", Edition.SHORT).strip())
        .replace("{{life}}", seconds(life))
        .replace("{{grace}}", seconds(grace));
  }

  /** Brings what the create call had no room for, and starts the guard where it does not run so. */
  static String bring(Duration lease, Duration left) {
    String beside = BESIDE.replace("{{lease}}", seconds(lease)).replace("{{left}}", seconds(left));
    return script("bring.sh", Edition.WHOLE)
        .replace("{{version}}", VERSION)
        .replace("{{beside}}", "'" + beside.replace("'", "'\\''") + "'");
  }

  /**
   * @param nonce tells this sign of life from the one before
   * @param last whether it waits for an answer though {@link #bring} has left nothing there
   */
  static String renew(long nonce, Renewal renewal, boolean last) {
    return script("renew.sh", Edition.WHOLE)
        .replace("{{nonce}}", Long.toString(nonce))
        .replace("{{last}}", last ? "1" : "0")
        .replace("{{version}}", VERSION)
        .replace("{{lease}}", seconds(renewal.lease()))
        .replace("{{left}}", seconds(renewal.left()))
        .replace("{{toll}}", toll(renewal.toll()))
        .replace("{{script}}", script("toll.sh", Edition.WHOLE).strip());
  }

  /** The guard takes numbers of at most ten digits. */
  private static String seconds(Duration duration) {
    return Long.toString(Math.clamp(duration.toSeconds(), 0, MOST));
  }

  /**
   * Prices of gigabytes and the sum in millionths of a dollar, that of a second in billionths, each
   * rounded to the safe side.
   */
  private static String toll(Toll toll) {
    return dear(toll.downPerGigabyte())
        + " "
        + dear(toll.upPerGigabyte())
        + " "
        + Math.clamp(-Math.floorDiv(-toll.perHour().nanos(), SECONDS_PER_HOUR), 0, MOST)
        + " "
        + Math.clamp(toll.atMost().nanos() / NANOS_PER_MICRO, 0, MOST);
  }

  private static long dear(Usd price) {
    return Math.clamp(-Math.floorDiv(-price.nanos(), NANOS_PER_MICRO), 0, MOST);
  }

  private static String script(String name, Edition edition) {
    return edition.of(read(name));
  }

  private static String read(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
