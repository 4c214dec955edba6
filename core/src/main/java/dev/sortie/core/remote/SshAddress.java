package dev.sortie.core.remote;

/** Where an SSH server may answer. */
public record SshAddress(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
