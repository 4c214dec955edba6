package dev.sortie.remote.sync;

import dev.sortie.core.remote.PushSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What a person is told of a push before there is a machine for it. */
final class Measured {
  private static final int LARGEST = 3;

  private Measured() {}

  static PushSize of(Path folder, LocalTree.Scan scan) {
    List<LocalEntry> files =
        scan.entries().stream().filter(entry -> entry.kind() == Kind.FILE).toList();
    return new PushSize(
        (int) scan.entries().stream().filter(entry -> entry.kind() != Kind.FOLDER).count(),
        files.stream().mapToLong(LocalEntry::size).sum(),
        files.stream()
            .sorted(Comparator.comparingLong(LocalEntry::size).reversed())
            .limit(LARGEST)
            .map(file -> new PushSize.Sized(Names.shown(file.path()), file.size()))
            .toList(),
        scan.keptHome(),
        scan.entries().stream()
            .filter(entry -> entry.kind() == Kind.LINK && leadsOut(folder, entry))
            .map(entry -> Names.shown(entry.path()))
            .toList(),
        scan.unreadable(),
        scan.noFiles());
  }

  private static boolean leadsOut(Path folder, LocalEntry link) {
    try {
      Path target = link.file().resolveSibling(Files.readSymbolicLink(link.file()));
      return !target.normalize().startsWith(folder.normalize());
    } catch (IOException _) {
      // Gone meanwhile: there is nothing to tell of it.
      return false;
    }
  }
}
