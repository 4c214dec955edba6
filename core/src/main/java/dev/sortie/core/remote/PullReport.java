package dev.sortie.core.remote;

import java.util.List;

/**
 * What a pull did. Complete when {@code missing} is empty: then every file the remote folder held
 * is here under its name with an equal hash.
 *
 * @param files in the remote folder
 * @param bytes their size
 * @param missing files that could not be brought home whole, with the reason
 */
public record PullReport(
    int files, long bytes, int broughtFiles, long broughtBytes, List<Missing> missing) {
  public PullReport {
    missing = List.copyOf(missing);
  }

  /** A file that is not here, and why. */
  public record Missing(String path, String why) {}
}
