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
import picocli.CommandLine.Command;

/**
 * Walks the usual paths once in an empty home of their own, so that the build can record in the AOT
 * cache which classes they load.
 */
@Command(name = "warmup", hidden = true, description = "Train the start-up cache.")
final class WarmupCommand implements Action {
  private static final List<List<String>> PATHS =
      List.of(
          List.of("version"),
          List.of("version", "--json"),
          List.of("version", "--no-such-flag"),
          List.of("help"),
          List.of("recipe", "list"),
          List.of("offers", "--practice", "--limit", "3"),
          List.of("offers", "--practice", "gpu_ram >= 2000"));

  @Override
  public int run(Context context) {
    try {
      Path home = Files.createTempDirectory("sortie-warmup");
      try {
        Env env = quiet(context.env(), home);
        PATHS.forEach(path -> Main.run(env, path.toArray(String[]::new)));
      } finally {
        delete(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
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
