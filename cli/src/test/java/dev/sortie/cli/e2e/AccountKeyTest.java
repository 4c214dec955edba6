package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Law 6: the account key never reaches a machine. The machine looks at itself while it works: at
 * every process's variables and command line, and at every file of its own. What looks like a key
 * is hashed there, so that no redaction of ours can hide it and the search does not find itself. A
 * mark sent down each road shows that the search sees that road.
 */
@Execution(ExecutionMode.CONCURRENT)
class AccountKeyTest {
  private static final String IN_FILE = "a1".repeat(32);
  private static final String IN_ENVIRONMENT = "b2".repeat(32);
  private static final String IN_SECRET = "c3".repeat(32);
  private static final String IN_SET_UP = "d4".repeat(32);
  private static final String IN_TASK = "e5".repeat(32);
  private static final String OF_REGISTRY = "f6".repeat(32);

  private static final String LOOK =
      "{ for i in 1 2 3 4 5; do cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline; sleep 1; done;"
          + " find /root /app /work /workspace /data /cache /tmp /etc /run -type f"
          + " -exec cat {} +; } 2>/dev/null | tr '\\0' '\\n' | grep -aoE '[0-9a-f]{64}' | sort -u |"
          + " while read -r seen; do printf %s \"$seen\" | sha256sum; done >/work/hashes; : ";

  @TempDir Path root;

  @Test
  void noRoadCarriesItToTheMachineAndNoFileOfOursHoldsIt() throws IOException {
    try (Scene scene = Scene.in(root)) {
      assertThat(scene.key()).matches("[0-9a-f]{64}");
      Cli cli = scene.cli().with("HF_TOKEN", IN_SECRET).with("GHCR_TOKEN", OF_REGISTRY);
      cli.write(".env", "VAST_API_KEY=" + scene.key());
      Files.writeString(root.resolve("home/.vast_api_key"), scene.key());
      cli.write("mark.txt", IN_FILE);
      cli.write(
          "sortie.yaml",
          "name: keys",
          "extends: batch",
          "environment: {MARK: " + IN_ENVIRONMENT + "}",
          "secrets: [HF_TOKEN]",
          "setup:",
          "  - echo " + IN_SET_UP + " >/work/set-up");

      CliProcess run =
          cli.run(
              "run",
              "--yes",
              "--explain",
              "--image",
              "ghcr.io/a/b:c",
              "--job",
              "j",
              "--",
              LOOK + IN_TASK);

      assertThat(run.exit()).as(run.said()).isZero();
      List<String> seen =
          Files.readAllLines(cli.folder().resolve("work_remote/j/hashes")).stream()
              .map(line -> line.substring(0, 64))
              .toList();
      assertThat(seen)
          .as("the search sees each road")
          .contains(
              hash(IN_FILE), hash(IN_ENVIRONMENT), hash(IN_SECRET), hash(IN_SET_UP), hash(IN_TASK));
      assertThat(seen).doesNotContain(hash(scene.key()), hash(OF_REGISTRY));
      assertThat(run.said()).doesNotContain(scene.key());
      assertThat(holdersOf(scene.key(), cli.state())).isEmpty();
    }
  }

  @Test
  void aRecipeThatWantsItIsRefusedBeforeAnythingIsRented() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli().with("ALIAS", "Bearer " + scene.key());
      for (String wanted : List.of("VAST_API_KEY", "VAST_API_KEY?", "ALIAS?")) {
        cli.write("sortie.yaml", "name: greedy", "extends: batch", "secrets: [" + wanted + "]");
        CliProcess run = cli.run("run", "--yes", "--", "true");
        assertThat(run.exit()).as(run.said()).isEqualTo(2);
        assertThat(run.err()).contains("never goes to a machine").doesNotContain(scene.key());
      }
      assertThat(scene.creates()).isZero();
    }
  }

  private static List<Path> holdersOf(String key, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, key)).toList();
    }
  }

  private static boolean holds(Path file, String key) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(key);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
