package dev.sortie.remote.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What git itself leaves out of a folder of a work tree: by the ignore files of every level up to
 * the top, {@code .git/info/exclude} and the person's own excludes. What is tracked is never left
 * out.
 */
final class GitIgnored {
  private static final System.Logger LOG = System.getLogger(GitIgnored.class.getName());
  private static final int PATIENCE_SECONDS = 60;
  private static final int MOST_BYTES = 64 << 20;
  private static final String ITSELF = "./";

  /** Raw names relative to the folder, without a slash at their end. */
  private final Set<String> paths;

  private GitIgnored(Set<String> paths) {
    this.paths = paths;
  }

  boolean has(String path) {
    return paths.contains(path);
  }

  /**
   * Empty where git has nothing to say: no repository, no git here, or the folder as a whole is
   * ignored by the one above it, such as a project below a home whose settings are in git.
   */
  static Optional<GitIgnored> in(Path folder) {
    try {
      return list(folder).flatMap(GitIgnored::of);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "git cannot be asked about " + folder, e);
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<GitIgnored> of(List<String> listed) {
    TreeSet<String> all = new TreeSet<>(listed);
    if (all.remove(ITSELF) && all.isEmpty()) {
      return Optional.empty();
    }
    Set<String> paths = new HashSet<>();
    for (String path : all) {
      // A folder is listed beside what is in it when only that is ignored, one by one.
      String next = path.endsWith("/") ? all.higher(path) : null;
      if (next == null || !next.startsWith(path)) {
        paths.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
      }
    }
    return Optional.of(new GitIgnored(paths));
  }

  private static Optional<List<String>> list(Path folder) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "git",
                // What a repository asks to be run at every look is not run.
                "-c",
                "core.fsmonitor=false",
                "ls-files",
                "-z",
                "--others",
                "--ignored",
                "--exclude-standard",
                "--directory")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // A hook of another repository may have started us.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("GIT_") && !name.startsWith("GIT_CONFIG_"));
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    Process git = builder.start();
    git.getOutputStream().close();
    try (InputStream out = git.getInputStream()) {
      byte[] said = out.readNBytes(MOST_BYTES);
      boolean whole = said.length < MOST_BYTES;
      if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0 || !whole) {
        return Optional.empty();
      }
      String names = new String(said, StandardCharsets.ISO_8859_1);
      return Optional.of(names.isEmpty() ? List.of() : Arrays.asList(names.split("\0")));
    } finally {
      git.destroyForcibly();
    }
  }
}
