package dev.sortie.cli;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.Interrupts;
import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sqlite.util.LibraryLoaderUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Walks the usual paths once in an empty home of their own, so that the build can record in an AOT
 * cache which classes they load.
 */
@Command(name = "warmup", hidden = true, description = "Train a start-up cache.")
final class WarmupCommand implements Action {
  /** Commands that load about the same classes; the launcher knows them too. */
  enum Kind {
    quick(
        List.of(
            List.of("version"),
            List.of("version", "--json"),
            List.of("version", "--no-such-flag"),
            List.of("recipe", "list"))),
    journal(List.of(List.of("ps"), List.of("ps", "--json"), List.of("receipt", "none"))),
    full(
        List.of(
            List.of("offers", "--practice", "--limit", "3"),
            List.of("offers", "--practice", "gpu_ram >= 2000"),
            List.of("run", "--practice", "--dry-run", "--", "true"),
            List.of("ps", "--practice")));

    private final List<List<String>> lines;

    Kind(List<List<String>> lines) {
      this.lines = lines;
    }
  }

  @Parameters(index = "0", paramLabel = "KIND", description = "Which commands to train.")
  private Kind kind = Kind.quick;

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "Where to unpack SQLite's library, which else every start unpacks.")
  private Path nativeFolder = Path.of("");

  @Override
  public int run(Context context) {
    try {
      unpackSqlite();
      Path home = Files.createTempDirectory("sortie-warmup");
      try {
        Env env = quiet(context.env(), home);
        kind.lines.forEach(line -> Main.run(env, line.toArray(String[]::new)));
      } finally {
        delete(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  private void unpackSqlite() throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    Path library = nativeFolder.resolve(name);
    if (Files.exists(library)) {
      return;
    }
    Files.createDirectories(nativeFolder);
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream packed = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      if (packed != null) {
        Files.copy(packed, library);
      }
    }
  }

  private static Env quiet(Env env, Path home) {
    Painter colours = new Painter(true);
    return new Env(
        InputStream.nullInputStream(),
        new PrintStream(OutputStream.nullOutputStream()),
        new PrintStream(OutputStream.nullOutputStream()),
        Map.of(),
        home,
        home,
        env.clock(),
        new Terminal(false, true, true, colours, colours, () -> Terminal.USUAL_WIDTH),
        Interrupts.NONE);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
