package dev.sortie.cli.env;

import java.util.Optional;

/** Every environment variable that Sortie reads, with what it is for. */
public enum EnvironmentVariable {
  VAST_API_KEY("api-key", "the vast.ai API key"),
  VAST_URL("url", "another market that speaks the same API, such as `sortie market`"),
  VAST_IMAGE("image", "container image, wins over the recipe's"),
  VAST_DISK("disk", "disk to rent in gigabytes, wins over the recipe's"),
  VAST_QUERY("query", "search conditions, win over the recipe's"),
  VAST_INSTANCE_ID("instance to use where a command needs one and none is named"),
  GHCR_TOKEN("ghcr-token", "token to pull a private image from ghcr.io"),
  HF_TOKEN("hf-token", "Hugging Face token, passed on to tasks whose recipe names it"),
  SORTIE_STATE("folder of the journal and the logs, instead of the usual one"),
  SORTIE_STALE_SECONDS("silence after which another process may take a run over; usually 20"),
  SORTIE_TASK_LOG_MB("megabytes kept here of what one task prints; usually 1000"),
  XDG_STATE_HOME("where folders of state live, instead of ~/.local/state"),
  XDG_CONFIG_HOME("where configuration lives, instead of ~/.config"),
  NO_COLOR("set to anything: no colours"),
  FORCE_COLOR("set to anything but 0: colours even when piped"),
  TERM("`dumb` means no colours and no live view"),
  COLUMNS("width of the terminal where it cannot be asked");

  private final Optional<String> configKey;
  private final String purpose;

  EnvironmentVariable(String configKey, String purpose) {
    this.configKey = Optional.of(configKey);
    this.purpose = purpose;
  }

  EnvironmentVariable(String purpose) {
    this.configKey = Optional.empty();
    this.purpose = purpose;
  }

  /** The key in the config file that means the same; empty when there is none. */
  public Optional<String> configKey() {
    return configKey;
  }

  /** Whether its value must never be shown. */
  public boolean isSecret() {
    return switch (this) {
      case VAST_API_KEY, GHCR_TOKEN, HF_TOKEN -> true;
      case VAST_URL,
          VAST_IMAGE,
          VAST_DISK,
          VAST_QUERY,
          VAST_INSTANCE_ID,
          SORTIE_STATE,
          SORTIE_STALE_SECONDS,
          SORTIE_TASK_LOG_MB,
          XDG_STATE_HOME,
          XDG_CONFIG_HOME,
          NO_COLOR,
          FORCE_COLOR,
          TERM,
          COLUMNS ->
          false;
    };
  }

  public String purpose() {
    return purpose;
  }
}
