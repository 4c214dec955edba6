package dev.sortie.practice.market;

import java.util.Locale;
import java.util.Optional;

/** What the host reports of the container: the API's {@code actual_status}. */
public enum Actual {
  /** Nothing reported yet; null in the API. */
  NONE,
  CREATED,
  LOADING,
  RUNNING,
  EXITED,
  OFFLINE,
  REBOOTING,
  RECYCLING;

  public Optional<String> wire() {
    return this == NONE ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
  }
}
