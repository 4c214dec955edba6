package dev.sortie.core.remote;

import java.util.List;

/**
 * What a first push would send.
 *
 * @param unreadable files, folders and ignore files that cannot be read here: a push would fail on
 *     them when the machine is paid for
 * @param noFiles sockets, pipes and devices, relative paths with their kind: they are never sent
 */
public record PushSize(int files, long bytes, List<Unreadable> unreadable, List<String> noFiles) {
  public static final PushSize NOTHING = new PushSize(0, 0, List.of(), List.of());

  public PushSize {
    unreadable = List.copyOf(unreadable);
    noFiles = List.copyOf(noFiles);
  }

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
