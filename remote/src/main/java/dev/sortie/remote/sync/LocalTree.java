package dev.sortie.remote.sync;

import dev.sortie.core.remote.PushSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * What of a local folder is to be sent. What cannot be read is collected rather than thrown, so
 * that a person hears of all of it at once; whoever sends must ask for it first.
 */
final class LocalTree {
  private static final Set<String> IGNORE_FILES = Set.of(".gitignore", ".sortieignore");

  private final List<LocalEntry> entries = new ArrayList<>();
  private final List<String> keptHome = new ArrayList<>();
  private final List<PushSize.Unreadable> unreadable = new ArrayList<>();
  private final List<String> noFiles = new ArrayList<>();
  private final IgnoreRules asked;
  private final boolean withSecrets;
  private final IntConsumer looked;

  private LocalTree(List<String> exclude, boolean withSecrets, IntConsumer looked) {
    this.asked = IgnoreRules.of(exclude);
    this.withSecrets = withSecrets;
    this.looked = looked;
  }

  /** Folders come before what is in them. */
  record Scan(
      List<LocalEntry> entries,
      List<String> keptHome,
      List<PushSize.Unreadable> unreadable,
      List<String> noFiles) {}

  static Scan scan(Path folder, List<String> exclude, boolean withSecrets, IntConsumer looked) {
    LocalTree tree = new LocalTree(exclude, withSecrets, looked);
    try {
      tree.walk(folder, "", IgnoreRules.NONE);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + folder, e);
    }
    return new Scan(tree.entries, tree.keptHome, tree.unreadable, tree.noFiles);
  }

  private void walk(Path folder, String prefix, IgnoreRules above) throws IOException {
    List<Path> files = new ArrayList<>();
    IgnoreRules rules = above;
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      listing.forEach(files::add);
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(null);
    for (Path file : files) {
      if (IGNORE_FILES.contains(String.valueOf(file.getFileName()))) {
        rules = rules.with(prefix, lines(prefix, file));
      }
    }
    for (Path file : files) {
      LocalEntry entry;
      try {
        entry = LocalFiles.look(prefix + Names.raw(file), file);
      } catch (NoSuchFileException e) {
        continue;
      } catch (IOException e) {
        unreadable(prefix + Names.raw(file), LocalFiles.why(e));
        continue;
      }
      if (wanted(entry, rules)) {
        add(entry, rules);
      }
    }
  }

  private void add(LocalEntry entry, IgnoreRules rules) {
    if (entry.kind() == Kind.OTHER) {
      noFiles.add(Names.shown(entry.path()) + " (" + LocalFiles.kindOfOther(entry.file()) + ")");
      return;
    }
    if (entry.kind() == Kind.FILE && !Files.isReadable(entry.file())) {
      if (Files.exists(entry.file())) {
        unreadable(entry.path(), "permission denied");
      }
      return;
    }
    entries.add(entry);
    if (entries.size() % 1000 == 0) {
      looked.accept(entries.size());
    }
    if (entry.kind() == Kind.FOLDER) {
      try {
        walk(entry.file(), entry.path() + "/", rules);
      } catch (NoSuchFileException | NotDirectoryException e) {
        entries.remove(entry);
      } catch (IOException e) {
        unreadable(entry.path() + "/", LocalFiles.why(e));
      }
    }
  }

  private void unreadable(String raw, String why) {
    unreadable.add(new PushSize.Unreadable(Names.shown(raw), why));
  }

  private boolean wanted(LocalEntry entry, IgnoreRules rules) {
    String path = entry.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean folder = entry.kind() == Kind.FOLDER;
    if (name.equals(".git")
        || path.equals("work_remote")
        || (folder && OwnFolder.isOne(entry.file()))
        || asked.ignores(path, folder).orElseGet(() -> rules.ignores(path, folder).orElse(false))) {
      return false;
    }
    if (!withSecrets && Secrets.holds(path, folder)) {
      keptHome.add(Names.shown(path) + (folder ? "/" : ""));
      return false;
    }
    return true;
  }

  private List<String> lines(String prefix, Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Arrays.asList(text.split("\n"));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      // Without its rules nobody knows what is to stay here: secrets may be among it.
      unreadable(prefix + Names.raw(file), LocalFiles.why(e));
      return List.of();
    }
  }
}
