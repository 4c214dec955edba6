package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The program as {@code ./sortie} starts it: from jars, with a start-up cache. It is made once for
 * all tests, which start it some two hundred times: without it half of their time is class loading.
 */
final class Program {
  private static final Path FOLDER = Path.of("target", "program").toAbsolutePath();
  private static final Path CACHE = FOLDER.resolve("full.aot");
  private static final Path NATIVE = FOLDER.resolve("native");
  private static final List<String> START = make();

  private Program() {}

  /** What comes before the arguments of a command line, with more settings of the machine. */
  static List<String> start(String... settings) {
    List<String> command = new ArrayList<>(START);
    command.addAll(1, List.of(settings));
    return command;
  }

  private static List<String> make() {
    try {
      Files.createDirectories(FOLDER);
      Files.deleteIfExists(CACHE);
      List<String> jars = jars();
      train(jars);
      return command("-XX:AOTCache=" + CACHE, jars);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(String cache, List<String> jars) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        cache,
        "-Xlog:aot=off",
        "-Xlog:cds=off",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-Dorg.sqlite.lib.path=" + NATIVE,
        "-cp",
        String.join(File.pathSeparator, jars),
        Main.class.getName());
  }

  /** The class path; a cache takes no folders of classes. */
  private static List<String> jars() {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (!Files.isDirectory(path)) {
        jars.add(entry);
      } else if (!path.endsWith("test-classes")) {
        jars.add(packed(path, jars.size()));
      }
    }
    return jars;
  }

  private static String packed(Path classes, int number) {
    String jar = FOLDER.resolve(number + ".jar").toString();
    int exit =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "-cf", jar, "-C", classes.toString(), ".");
    assertThat(exit).as(jar).isZero();
    return jar;
  }

  private static void train(List<String> jars) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(command("-XX:AOTCacheOutput=" + CACHE, jars));
    command.addAll(List.of("warmup", "full", NATIVE.toString()));
    Process training = new ProcessBuilder(command).redirectErrorStream(true).start();
    training.getOutputStream().close();
    String said = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(training.waitFor()).as(said).isZero();
    assertThat(CACHE).as(said).isNotEmptyFile();
  }
}
