package dev.sortie.core.lease;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param boot from the rental until the container runs. Users of such tools give up after 8 to 40
 *     minutes; most good machines take 1 to 5
 * @param ssh from running until SSH lets us in; keys can take a minute to arrive
 * @param unclear how long to search for an instance after a create call without a clear answer;
 *     late ones were seen after 30 s
 * @param settled how long a destroyed instance must have been absent before that is believed:
 *     instances come back, seen within 5 to 10 s
 */
public record Patience(Duration boot, Duration ssh, Duration unclear, Duration settled) {
  public static final Patience USUAL =
      new Patience(
          Duration.ofMinutes(12),
          Duration.ofSeconds(120),
          Duration.ofSeconds(90),
          Duration.ofSeconds(12));
}
