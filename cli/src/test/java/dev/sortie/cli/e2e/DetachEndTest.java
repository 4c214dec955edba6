package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Law 5: who does not wait for the proof that a machine is gone leaves it to the next process. */
@Execution(ExecutionMode.CONCURRENT)
class DetachEndTest {
  @TempDir Path root;

  @Test
  void thePromptIsBackOnceTheMachineIsDestroyedAndTheNextRunProvesIt() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess first = run(cli, "first", "--detach-end");
      assertThat(first.exit()).as(first.said()).isZero();
      assertThat(first.out())
          .contains("AbsenceSeen", "\"proven_gone\":false")
          .doesNotContain("\"Gone\"");
      assertThat(cli.folder().resolve("work_remote/first/x")).hasContent("x\n");
      assertThat(scene.instances()).as("destroyed").isZero();
      CliProcess ps = cli.run("ps");
      assertThat(ps.out()).as(ps.said()).contains("first", "proving it gone", "nobody");

      CliProcess second = run(cli, "second");
      assertThat(second.exit()).as(second.said()).isZero();
      assertThat(second.out()).contains("\"proven_gone\":true");
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
    }
  }

  @Test
  void whatComesBackMeanwhileIsEndedByTheNextProcess() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("destroy_resurrects seconds=1 times=1");
      Cli cli = scene.cli();
      CliProcess first =
          cli.start("run", "--yes", "--job", "first", "--detach-end", "--", "echo x >/work/x");
      assertThat(first.exit()).as(first.said()).isZero();
      assertThat(first.out()).contains("destroyed and absent", "sortie resume first");

      CliProcess resumed = cli.run("resume", "first");
      assertThat(resumed.exit()).as(resumed.said()).isZero();
      assertThat(resumed.out()).contains("proven absent");
      assertThat(scene.instances()).isZero();
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
    }
  }

  private static CliProcess run(Cli cli, String job, String... options) {
    List<String> words = new ArrayList<>(List.of("run", "--yes", "--json", "--job", job));
    words.addAll(List.of(options));
    words.addAll(List.of("--", "echo x >/work/x"));
    return cli.start(words.toArray(String[]::new));
  }
}
