package dev.sortie.cli.wiring;

import dev.sortie.cli.config.MoneySettings;
import dev.sortie.cli.config.Settings;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.money.SpendLimits;
import dev.sortie.core.money.Usd;
import dev.sortie.core.storm.StormBrake;
import java.util.Optional;

/**
 * What limits the spending of all runs together. Where the person's own words for it cannot be
 * understood nothing may be spent; machines can be ended all the same.
 *
 * @param doubt why they are not known
 */
record Limits(SpendLimits spend, StormBrake brake, Optional<String> doubt) {
  private static final SpendLimits NOTHING =
      new SpendLimits(Optional.of(Usd.ZERO), Optional.empty(), Optional.empty());

  static Limits of(Settings settings) {
    try {
      settings.requireSound();
      MoneySettings money = new MoneySettings(settings);
      return new Limits(money.limits(), money.brake(), Optional.empty());
    } catch (TroubleException e) {
      return new Limits(NOTHING, StormBrake.USUAL, Optional.of(e.trouble().happened()));
    }
  }
}
