package dev.sortie.remote.ssh;

import java.nio.charset.StandardCharsets;

/**
 * What a finished command said.
 *
 * @param err at most the first 64 KiB
 */
public record Reply(int status, byte[] out, String err) {
  public String text() {
    return new String(out, StandardCharsets.UTF_8);
  }
}
