package dev.sortie.cli.config;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import java.util.Optional;

/** What the config file says of how machines are ended when nobody is there. */
public final class GuardSettings {
  private final Settings settings;

  public GuardSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Whether the market's own scheduler is to end machines too.
   *
   * @param flag of the command line, which wins
   * @throws TroubleException when the config file says neither yes nor no
   */
  public boolean marketDeadline(Optional<Boolean> flag) {
    return flag.orElseGet(
        () -> settings.own(ConfigKey.MARKET_DEADLINE).map(GuardSettings::truth).orElse(false));
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new Trouble(
                  Cause.BAD_ARGUMENT,
                  ConfigKey.MARKET_DEADLINE.key() + " is '" + text + "'",
                  "give true or false, such as " + ConfigKey.MARKET_DEADLINE.key() + ": true")
              .asException();
    };
  }
}
