package dev.sortie.core.remote;

import java.nio.file.Path;
import java.util.List;

/**
 * What to bring home.
 *
 * @param include patterns in gitignore syntax; empty means everything
 * @param exclude patterns in gitignore syntax
 */
public record PullRequest(
    String remoteFolder, Path localFolder, List<String> include, List<String> exclude) {
  public PullRequest {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
