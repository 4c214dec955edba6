package dev.sortie.core.remote;

import java.util.List;

/**
 * What a first push would send.
 *
 * @param largest the three largest files, largest first
 * @param keptHome obvious secrets that would not be sent, relative paths
 * @param outward links that point out of the folder, relative paths: they are sent as links, and
 *     what they point to is not
 * @param unreadable files, folders and ignore files that cannot be read here: a push would fail on
 *     them when the machine is paid for
 * @param noFiles sockets, pipes and devices, relative paths with their kind: they are never sent
 */
public record PushSize(
    int files,
    long bytes,
    List<Sized> largest,
    List<String> keptHome,
    List<String> outward,
    List<Unreadable> unreadable,
    List<String> noFiles) {
  public static final PushSize NOTHING =
      new PushSize(0, 0, List.of(), List.of(), List.of(), List.of(), List.of());

  public PushSize {
    largest = List.copyOf(largest);
    keptHome = List.copyOf(keptHome);
    outward = List.copyOf(outward);
    unreadable = List.copyOf(unreadable);
    noFiles = List.copyOf(noFiles);
  }

  /**
   * One file.
   *
   * @param path relative to the folder that is sent
   */
  public record Sized(String path, long bytes) {}

  /**
   * What is wrong with one local file.
   *
   * @param path relative to the folder that is sent
   */
  public record Unreadable(String path, String why) {
    @Override
    public String toString() {
      return path + " (" + why + ")";
    }
  }
}
