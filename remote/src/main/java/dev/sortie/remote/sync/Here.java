package dev.sortie.remote.sync;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which names the local folder held when first asked: one look at each of its folders. */
final class Here {
  private final Landing landing;
  private final Map<String, Set<String>> folders = new HashMap<>();
  private Optional<Set<String>> begun = Optional.empty();

  Here(Landing landing) {
    this.landing = landing;
  }

  /** Is there something of that raw path? */
  boolean has(String path) {
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, slash);
    return folders.computeIfAbsent(folder, this::names).contains(path.substring(slash + 1));
  }

  private Set<String> names(String folder) {
    Set<String> names = new HashSet<>();
    try {
      Path local = folder.isEmpty() ? landing.root() : landing.place(folder);
      if (Files.isDirectory(local, LinkOption.NOFOLLOW_LINKS)) {
        add(local, names);
      }
    } catch (Landing.RefusedException _) {
      return names;
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + Names.shown(folder), e);
    }
    return names;
  }

  private static void add(Path folder, Set<String> names) throws IOException {
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      listing.forEach(one -> names.add(Names.raw(one)));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Is there a beginning of that name? */
  boolean hasBegun(String begunName) {
    if (begun.isEmpty()) {
      begun = Optional.of(begunNames());
    }
    return begun.get().contains(begunName);
  }

  private Set<String> begunNames() {
    Set<String> names = new HashSet<>();
    Path folder = landing.own().begun();
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        add(folder, names);
      }
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + folder, e);
    }
    return names;
  }
}
