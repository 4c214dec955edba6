package dev.sortie.core.recipe;

/**
 * Where a private image is pulled from, and as whom.
 *
 * @param server host, with its port where it has one, such as {@code localhost:5000}
 * @param secret the variable of this computer's environment that holds the password or token
 */
public record Registry(String server, String user, String secret) {
  @Override
  public String toString() {
    return user + " at " + server;
  }
}
