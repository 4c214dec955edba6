package dev.sortie.remote.sync;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a push has to do.
 *
 * @param keep what is there already, and ours
 * @param adopt files that look like ours but stand in no manifest, because a cut came before it was
 *     written: theirs hashes decide
 * @param send what is to be sent, folders before what is in them
 * @param begun paths of files to send of which a cut push seems to have left the beginning
 * @param deleteFiles paths to delete before anything is sent
 * @param deleteFolders deepest first; those that hold something else stay
 * @param deleted how many files of ours these deletions end
 */
record PushPlan(
    Map<String, Manifest.Owned> keep,
    List<LocalEntry> adopt,
    List<LocalEntry> send,
    List<String> begun,
    List<String> deleteFiles,
    List<String> deleteFolders,
    int deleted) {
  private static final long WORTH_A_LOOK_BYTES = 64 * 1024;

  static PushPlan of(
      Path folder, List<LocalEntry> local, Manifest manifest, Map<String, RemoteEntry> there) {
    PushPlan plan =
        new PushPlan(
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            0);
    Set<String> names = new HashSet<>(local.size() * 2);
    for (LocalEntry entry : local) {
      names.add(entry.path());
      plan.place(entry, manifest.owned().get(entry.path()), there.get(entry.path()));
    }
    int deleted = 0;
    for (var entry : manifest.owned().entrySet()) {
      String path = entry.getKey();
      RemoteEntry remote = there.get(path);
      if (names.contains(path) || remote == null || !entry.getValue().isStill(remote)) {
        continue;
      }
      if (Files.exists(Names.below(folder, path), LinkOption.NOFOLLOW_LINKS)) {
        // Ignored since, but not gone: it stays ours.
        plan.keep.put(path, entry.getValue());
      } else if (remote.kind() == Kind.FOLDER) {
        plan.deleteFolders.add(path);
      } else {
        plan.deleteFiles.add(path);
        deleted++;
      }
    }
    plan.deleteFolders.sort(Comparator.comparingInt(String::length).reversed());
    return new PushPlan(
        plan.keep,
        plan.adopt,
        plan.send,
        plan.begun,
        plan.deleteFiles,
        plan.deleteFolders,
        deleted);
  }

  private void place(
      LocalEntry entry,
      Manifest.@org.jspecify.annotations.Nullable Owned owned,
      @org.jspecify.annotations.Nullable RemoteEntry remote) {
    Manifest.Owned now = Manifest.Owned.of(entry);
    if (remote != null && now.isStill(remote)) {
      boolean sameHere = owned != null && owned.equals(now);
      if (sameHere || entry.kind() != Kind.FILE) {
        keep.put(entry.path(), now);
      } else if (owned == null) {
        adopt.add(entry);
      } else {
        send.add(entry);
      }
      return;
    }
    if (remote != null && remote.kind() != entry.kind()) {
      (remote.kind() == Kind.FOLDER ? deleteFolders : deleteFiles).add(entry.path());
    }
    boolean isOurs = remote != null && owned != null && owned.isStill(remote);
    if (remote != null
        && !isOurs
        && remote.size() >= WORTH_A_LOOK_BYTES
        && isBeginning(entry, remote)) {
      begun.add(entry.path());
    }
    send.add(entry);
  }

  /** May what is there be the beginning of the file? Its hash is compared in the end. */
  static boolean isBeginning(LocalEntry entry, RemoteEntry remote) {
    return entry.kind() == Kind.FILE
        && remote.kind() == Kind.FILE
        && remote.size() > 0
        && remote.size() < entry.size();
  }

  List<LocalEntry> sendSmall() {
    return send.stream().filter(e -> !isLarge(e)).toList();
  }

  List<LocalEntry> sendLarge() {
    return send.stream().filter(PushPlan::isLarge).toList();
  }

  /** Sent alone, so that a cut costs little. */
  static boolean isLarge(LocalEntry entry) {
    return entry.kind() == Kind.FILE && entry.size() > Push.LARGE_BYTES;
  }

  static List<String> paths(List<LocalEntry> entries) {
    return Collections.unmodifiableList(entries.stream().map(LocalEntry::path).toList());
  }
}
