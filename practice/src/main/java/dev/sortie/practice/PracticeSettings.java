package dev.sortie.practice;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a practice market is run.
 *
 * @param port on 127.0.0.1; 0 = the port of the last time if it is free, else any
 * @param stateFolder where it keeps what must survive: instances, money, keys
 * @param bootSeconds in market time
 * @param speed market seconds per real second, for booting and billing
 * @param seed of the catalogue; the same seed gives the same offers
 * @param faultsFile faults switched on from the start, see {@link
 *     dev.sortie.practice.faults.FaultText}
 * @param notices told in one line what a person running the market should know
 */
public record PracticeSettings(
    int port,
    Path stateFolder,
    BootSeconds bootSeconds,
    double speed,
    long seed,
    Optional<Path> faultsFile,
    Consumer<String> notices) {
  public PracticeSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be above 0");
    }
  }

  /** Any port, boots of 2 to 4 seconds, real time, no faults. */
  public static PracticeSettings defaults(Path stateFolder) {
    return new PracticeSettings(
        0, stateFolder, new BootSeconds(2, 4), 1, 1, Optional.empty(), notice -> {});
  }
}
