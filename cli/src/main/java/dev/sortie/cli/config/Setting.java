package dev.sortie.cli.config;

import dev.sortie.cli.env.EnvironmentVariable;

/**
 * A value with the place it comes from, such as {@code environment} or {@code .env}; a secret one
 * does not show in {@link #toString}.
 */
public record Setting(EnvironmentVariable variable, String value, String source) {
  @Override
  public String toString() {
    return variable + "=" + (variable.isSecret() ? "***" : value) + " (" + source + ")";
  }
}
