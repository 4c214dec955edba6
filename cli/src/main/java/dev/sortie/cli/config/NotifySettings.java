package dev.sortie.cli.config;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import java.net.URI;
import java.util.Optional;

/** Where the config file wants word sent when a run is over or needs a person. */
public final class NotifySettings {
  private final Settings settings;

  public NotifySettings(Settings settings) {
    this.settings = settings;
  }

  /** A line for a shell. */
  public Optional<String> command() {
    return settings.own(ConfigKey.NOTIFY_COMMAND);
  }

  /**
   * @throws TroubleException when it is no web address
   */
  public Optional<URI> webhook() {
    return address(ConfigKey.NOTIFY_WEBHOOK, "https://example.org/hook");
  }

  /**
   * @throws TroubleException when it is no web address
   */
  public Optional<URI> ntfy() {
    return address(ConfigKey.NOTIFY_NTFY, "https://ntfy.sh/my-topic");
  }

  /** What stands there may hold a secret and is not repeated. */
  private Optional<URI> address(ConfigKey key, String example) {
    Optional<String> text = settings.own(key);
    try {
      Optional<URI> address = text.map(URI::create);
      if (address.filter(uri -> !isOnTheWeb(uri)).isEmpty()) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw new Trouble(
            Cause.BAD_ARGUMENT, key.key() + " is no web address", key.key() + ": " + example)
        .asException();
  }

  private static boolean isOnTheWeb(URI uri) {
    return uri.getHost() != null && uri.getScheme().matches("https?");
  }
}
