package dev.sortie.cli.logging;

import dev.sortie.core.market.Secret;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Replaces every secret it was told of by asterisks. Thread-safe. */
public final class Redactor {
  /** Shorter values would blot out ordinary text. */
  private static final int SHORTEST = 6;

  private final Set<Secret> secrets = ConcurrentHashMap.newKeySet();

  public void add(Secret secret) {
    if (secret.reveal().length() >= SHORTEST) {
      secrets.add(secret);
    }
  }

  public String redact(String text) {
    String redacted = text;
    for (Secret secret : secrets) {
      redacted = redacted.replace(secret.reveal(), "***");
    }
    return redacted;
  }
}
