package dev.sortie.cli.config;

/**
 * What is set in the config file and nowhere else: limits of the person's own, which a folder's
 * {@code .env} or a script's environment must not loosen.
 */
public enum ConfigKey {
  BUDGET_PER_DAY("budget.per_day", "dollars that all runs together may cost a day"),
  BUDGET_PER_MONTH("budget.per_month", "dollars that all runs together may cost a calendar month"),
  BUDGET_PER_CAMPAIGN("budget.per_campaign", "dollars that the runs of one campaign may cost"),
  CAMPAIGN("campaign", "the campaign of runs that name none with --campaign"),
  MARKET_DEADLINE(
      "market-deadline", "`true`: every run is as with --market-deadline, unless a flag says no"),
  NOTIFY_COMMAND(
      "notify.command",
      "a line for a shell, run when a run is done, failed, warned or needs you; see"
          + " [notify](../notify.md)"),
  NOTIFY_WEBHOOK("notify.webhook", "an address that is sent the same as JSON"),
  NOTIFY_NTFY("notify.ntfy", "the same for a topic of an ntfy server"),
  BRAKE_IN_FLIGHT(
      "brake.in_flight", "create calls that may be without an answer at a time; default: 4"),
  BRAKE_PER_HOUR("brake.per_hour", "create calls that may be made within an hour; default: 30");

  private final String key;
  private final String purpose;

  ConfigKey(String key, String purpose) {
    this.key = key;
    this.purpose = purpose;
  }

  public String key() {
    return key;
  }

  public String purpose() {
    return purpose;
  }
}
