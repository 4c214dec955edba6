package dev.sortie.cli.config;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.money.SpendLimits;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.RunId;
import dev.sortie.core.storm.StormBrake;
import java.util.Optional;

/** The limits that the config file sets on all runs together. */
public final class MoneySettings {
  private final Settings settings;

  public MoneySettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws TroubleException when one is no amount
   */
  public SpendLimits limits() {
    return new SpendLimits(
        amount(ConfigKey.BUDGET_PER_DAY),
        amount(ConfigKey.BUDGET_PER_MONTH),
        amount(ConfigKey.BUDGET_PER_CAMPAIGN));
  }

  /**
   * @throws TroubleException when one is no whole number above zero
   */
  public StormBrake brake() {
    return new StormBrake(
        count(ConfigKey.BRAKE_IN_FLIGHT, StormBrake.USUAL.inFlight()),
        count(ConfigKey.BRAKE_PER_HOUR, StormBrake.USUAL.perHour()));
  }

  /**
   * The campaign that runs belong to.
   *
   * @param named by a flag, which wins
   * @throws TroubleException when it is no name
   */
  public Optional<String> campaign(Optional<String> named) {
    Optional<String> campaign = named.or(() -> settings.own(ConfigKey.CAMPAIGN));
    if (campaign.isPresent() && !RunId.isOne(campaign.get())) {
      throw bad(
          "'" + campaign.get() + "' cannot name a campaign",
          "use letters, digits, dot, dash and underscore, 80 at most");
    }
    return campaign;
  }

  /**
   * An amount as a person writes it.
   *
   * @param name of the flag or key, for the message
   * @throws TroubleException when it is no amount
   */
  public static Usd dollars(String name, String text, String example) {
    String number = text.startsWith("$") ? text.substring(1) : text;
    if (!number.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw bad(name + " is '" + text + "'", "give dollars, such as " + example);
    }
    return Usd.of(number);
  }

  private Optional<Usd> amount(ConfigKey key) {
    return settings.own(key).map(text -> dollars(key.key(), text, key.key() + ": 5"));
  }

  private int count(ConfigKey key, int usual) {
    return settings
        .own(key)
        .map(text -> {
          if (!text.matches("[1-9][0-9]{0,5}")) {
            throw bad(
                key.key() + " is '" + text + "'",
                "give a whole number above 0, such as " + key.key() + ": " + usual);
          }
          return Integer.parseInt(text);
        })
        .orElse(usual);
  }

  private static TroubleException bad(String happened, String next) {
    return new Trouble(Cause.BAD_ARGUMENT, happened, next).asException();
  }
}
