package dev.sortie.remote.sync;

import dev.sortie.core.remote.PushSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What of a local folder is to be sent. What cannot be read is collected rather than thrown, so
 * that a person hears of all of it at once; whoever sends must ask for it first.
 */
final class LocalTree {
  private static final String GIT = ".git";
  private static final String OF_GIT = ".gitignore";
  private static final String OURS = ".sortieignore";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

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
      tree.walk(folder, "", new Rules(IgnoreRules.NONE, "", GitIgnored.in(folder)));
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + folder, e);
    }
    return new Scan(tree.entries, tree.keptHome, tree.unreadable, tree.noFiles);
  }

  /**
   * What is left out in one folder: git itself says it where the folder is in a work tree, and our
   * own reading of the files where not.
   *
   * @param top of the work tree, or of what of it is sent; empty or ending in a slash
   */
  private record Rules(IgnoreRules read, String top, Optional<GitIgnored> git) {
    Rules with(String folder, List<String> lines) {
      return new Rules(read.with(folder, lines), top, git);
    }

    /** In a folder that is a work tree of its own. */
    Rules inside(String folder, Path place) {
      return new Rules(read, folder, GitIgnored.in(place));
    }

    boolean ignore(String path, boolean isFolder) {
      return read.ignores(path, isFolder)
          .orElseGet(() -> git.filter(of -> of.has(path.substring(top.length()))).isPresent());
    }
  }

  private void walk(Path folder, String prefix, Rules above) throws IOException {
    List<Path> files = new ArrayList<>();
    Rules rules = above;
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      listing.forEach(files::add);
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(null);
    if (!prefix.isEmpty() && files.contains(folder.resolve(GIT))) {
      rules = rules.inside(prefix, folder);
    }
    for (String name : rules.git().isPresent() ? List.of(OURS) : List.of(OF_GIT, OURS)) {
      Path file = folder.resolve(name);
      if (files.contains(file)) {
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

  private void add(LocalEntry entry, Rules rules) {
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

  private boolean wanted(LocalEntry entry, Rules rules) {
    String path = entry.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean folder = entry.kind() == Kind.FOLDER;
    if (name.equals(GIT)
        || path.equals("work_remote")
        || (folder && (OwnFolder.isOne(entry.file()) || isOfResults(entry, rules)))
        || asked.ignores(path, folder).orElseGet(() -> rules.ignore(path, folder))) {
      return false;
    }
    if (!withSecrets && Secrets.holds(path, folder)) {
      keptHome.add(Names.shown(path) + (folder ? "/" : ""));
      return false;
    }
    return true;
  }

  /** What an earlier run brought home is no input of the next, unless somebody says so. */
  private static boolean isOfResults(LocalEntry folder, Rules rules) {
    return Files.isDirectory(OwnFolder.in(folder.file()).folder(), LinkOption.NOFOLLOW_LINKS)
        && rules.read().ignores(folder.path(), true).isEmpty();
  }

  private List<String> lines(String prefix, Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String lines = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return Arrays.asList(lines.split("\n"));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      // Without its rules nobody knows what is to stay here: secrets may be among it.
      unreadable(prefix + Names.raw(file), LocalFiles.why(e));
      return List.of();
    }
  }
}
