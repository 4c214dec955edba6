package dev.sortie.core.remote;

import java.util.List;

/**
 * What a push did.
 *
 * @param files in the folder, sent or already there
 * @param bytes their size
 * @param sentFiles that went over the wire
 * @param deletedFiles that were ours and are gone here
 * @param keptHome obvious secrets that were not sent, relative paths
 * @param unsettled files that kept changing while they were read; sent as last seen
 */
public record PushReport(
    int files,
    long bytes,
    int sentFiles,
    long sentBytes,
    int deletedFiles,
    List<String> keptHome,
    List<String> unsettled) {
  public PushReport {
    keptHome = List.copyOf(keptHome);
    unsettled = List.copyOf(unsettled);
  }
}
