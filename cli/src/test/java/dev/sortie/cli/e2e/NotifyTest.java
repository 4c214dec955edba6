package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.cli.notify.Inbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** A person who is not looking is told how a run came out, and nobody is told a secret. */
@Execution(ExecutionMode.CONCURRENT)
class NotifyTest {
  @TempDir Path root;

  @Test
  void aRunThatIsOverTellsHowItCameOut() throws IOException {
    try (Scene scene = Scene.in(root);
        Inbox inbox = new Inbox(200)) {
      Cli cli = scene.cli();
      settings("notify:", "  webhook: " + inbox.address(), "  command: env >\"$SORTIE_RUN.told\"");
      CliProcess good = cli.run("run", "--yes", "--job", "good", "--", "echo x >/work/x");
      assertThat(good.exit()).as(good.said()).isZero();
      JsonNode done = JsonLines.one(inbox.next().body());
      assertThat(done.path("event").asString()).isEqualTo("done");
      assertThat(done.path("run").asString()).isEqualTo("good");
      assertThat(done.path("text").asString())
          .contains("1 task done", "1 file home", "proven gone");
      assertThat(Files.readString(cli.folder().resolve("good.told")))
          .contains("SORTIE_EVENT=done")
          .doesNotContain(scene.key());

      CliProcess bad = cli.run("run", "--yes", "--job", "bad", "--", "exit 3");
      assertThat(bad.exit()).as(bad.said()).isNotZero();
      JsonNode failed = JsonLines.one(inbox.next().body());
      assertThat(failed.path("event").asString()).isEqualTo("failed");
      assertThat(failed.path("text").asString()).contains("SRT-", "next: sortie logs bad");
      assertThat(inbox.isEmpty()).as("one notice for each").isTrue();
      assertThat(good.said() + bad.said()).doesNotContain("secret-topic");
    }
  }

  @Test
  void aReceiverThatIsNotThereChangesNothing() throws IOException {
    try (Scene scene = Scene.in(root)) {
      settings("notify.ntfy: http://127.0.0.1:1/secret-topic");
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "true");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("notify.ntfy was not told");
      assertThat(run.said()).doesNotContain("secret-topic");
    }
  }

  @Test
  void anAddressThatIsNoneIsSaidBeforeAnythingIsRentedAndNotRepeated() throws IOException {
    try (Scene scene = Scene.in(root)) {
      settings("notify.webhook: hooks.example.org/my-secret");
      CliProcess run = scene.cli().run("run", "--yes", "--job", "j", "--", "true");
      assertThat(run.exit()).as(run.said()).isEqualTo(2);
      assertThat(run.err()).contains("notify.webhook is no web address");
      assertThat(run.said()).doesNotContain("my-secret");
      assertThat(scene.creates()).isZero();
    }
  }

  private void settings(String... lines) throws IOException {
    Path config = Files.createDirectories(root.resolve("config/sortie")).resolve("config.yaml");
    Files.writeString(config, String.join("\n", lines) + "\n");
  }
}
