package dev.sortie.core.choose;

import dev.sortie.core.market.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is remembered of one machine.
 *
 * @param gpu in words, as last rented
 * @param good weight of rentals that went well, {@code bad} of those that did not; each counts one
 *     when it is fresh and half after two weeks
 * @param boot its usual time from rented to reached
 * @param bytesPerSecond its usual speed of transfers
 */
public record Host(
    MachineId machine,
    String gpu,
    int boots,
    int duds,
    int losses,
    Instant lastSeen,
    double good,
    double bad,
    Optional<Duration> boot,
    OptionalDouble bytesPerSecond) {

  /**
   * The chance that it works out: the market's figure counts as much as one fresh rental of our
   * own.
   */
  public double chance(double reliability) {
    return (reliability + good) / (1 + good + bad);
  }
}
