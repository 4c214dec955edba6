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

  private Scripts() {}

  static String onstart(Duration life, Duration grace) {
    return withGuard("onstart.sh")
        .replace("{{life}}", seconds(life))
        .replace("{{grace}}", seconds(grace));
  }

  /** Starts the guard on a machine where it has died. */
  static String arm(Duration lease, Duration left) {
    return withGuard("arm.sh")
        .replace("{{lease}}", seconds(lease))
        .replace("{{left}}", seconds(left));
  }

  /**
   * @param nonce tells this sign of life from the one before
   */
  static String renew(long nonce, Renewal renewal) {
    return script("renew.sh")
        .replace("{{nonce}}", Long.toString(nonce))
        .replace("{{lease}}", seconds(renewal.lease()))
        .replace("{{left}}", seconds(renewal.left()))
        .replace("{{toll}}", toll(renewal.toll()))
        .replace("{{script}}", script("toll.sh").strip());
  }

  private static String withGuard(String name) {
    return script(name).replace("{{guard}}", script("guard.sh").strip());
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

  private static String script(String name) {
    return read(name)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("#!") || !(line.isEmpty() || line.startsWith("#")))
        .collect(Collectors.joining("\n", "", "\n"));
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
