package dev.sortie.core.remote;

import java.nio.file.Path;
import java.util.List;

/**
 * What to send where. What git leaves out and {@code .sortieignore} files are honoured; {@code
 * .git} and, unless {@code withSecrets}, obvious secrets ({@code .env}, private keys) stay at home.
 *
 * @param exclude further patterns in gitignore syntax
 */
public record PushRequest(
    Path localFolder, String remoteFolder, List<String> exclude, boolean withSecrets) {
  public PushRequest {
    exclude = List.copyOf(exclude);
  }
}
