package dev.sortie.cli.env;

/** Every environment variable that Sortie reads, with what it is for. */
public enum EnvironmentVariable {
  VAST_API_KEY("the vast.ai API key"),
  VAST_URL("another market that speaks the same API, such as `sortie market`"),
  VAST_IMAGE("container image, wins over the recipe's"),
  VAST_DISK("disk to rent in gigabytes, wins over the recipe's"),
  VAST_QUERY("search conditions, win over the recipe's"),
  VAST_INSTANCE_ID("instance to use where a command needs one and none is named"),
  GHCR_TOKEN("token to pull a private image from ghcr.io"),
  HF_TOKEN("Hugging Face token, passed on to tasks whose recipe names it"),
  SORTIE_STATE("folder of the journal and the logs, instead of the usual one"),
  XDG_STATE_HOME("where folders of state live, instead of ~/.local/state"),
  XDG_CONFIG_HOME("where configuration lives, instead of ~/.config"),
  NO_COLOR("set to anything: no colours"),
  FORCE_COLOR("set to anything but 0: colours even when piped"),
  TERM("`dumb` means no colours and no live view"),
  COLUMNS("width of the terminal where it cannot be asked");

  private final String purpose;

  EnvironmentVariable(String purpose) {
    this.purpose = purpose;
  }

  public String purpose() {
    return purpose;
  }
}
