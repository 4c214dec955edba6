package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the stage and whatever the signal: nothing is left on the market. */
@Execution(ExecutionMode.CONCURRENT)
class SignalTest {
  private static final int INTERRUPTED = 130;

  @TempDir Path root;

  @BeforeAll
  static void signalsReachThoseWeStart() throws IOException {
    Inherited.assumeNotIgnored("INT", "TERM", "HUP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whileTheAnswerToTheCreateCallIsOpen(String signal) {
    try (Scene scene = Scene.in(root)) {
      scene.faults("create_times_out_then_appears seconds=4 times=1");
      CliProcess run = scene.cli().start("run", "--yes", "--json", "--", "true");
      run.untilSaid("\"event\":\"AnswerUnclear\"").signal(signal);
      isOver(scene, run, INTERRUPTED);
      assertThat(scene.creates()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whileItBoots(String signal) {
    try (Scene scene = Scene.withSlowBoot(root)) {
      CliProcess run = scene.cli().start("run", "--yes", "--json", "--", "true");
      run.untilSaid("\"event\":\"Rented\"").signal(signal);
      isOver(scene, run, INTERRUPTED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whilePushing(String signal) throws IOException {
    try (Scene scene = Scene.in(root)) {
      scene.faults("connection_cuts");
      byte[] large = new byte[20_000_000];
      new Random(1).nextBytes(large);
      Files.write(scene.cli().folder().resolve("large.bin"), large);
      CliProcess run = scene.cli().start("run", "--yes", "--json", "--", "true");
      run.untilSaid("\"event\":\"PushStarted\"").signal(signal);
      isOver(scene, run, INTERRUPTED);
      assertThat(run.out()).doesNotContain("TaskStarted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void duringSetUp(String signal) {
    try (Scene scene = Scene.in(root)) {
      scene
          .cli()
          .write("sortie.yaml", "name: s", "extends: batch", "setup:", "  - echo up; sleep 600");
      CliProcess run = scene.cli().start("run", "--yes", "--json", "--", "true");
      run.untilSaid("\"stdout\":\"up").signal(signal);
      isOver(scene, run, INTERRUPTED);
      assertThat(run.out()).doesNotContain("TaskStarted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void duringATaskWhatIsThereComesHome(String signal) {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .start(
                  "run",
                  "--yes",
                  "--json",
                  "--job",
                  "cut-short",
                  "--",
                  "echo early >/work/early; echo begun; sleep 600; echo late >/work/late",
                  "echo never");
      run.untilSaid("\"stdout\":\"begun").signal(signal);
      isOver(scene, run, INTERRUPTED);
      Path home = scene.cli().folder().resolve("work_remote/cut-short");
      assertThat(Hashes.of(home)).containsOnlyKeys("early");
      assertThat(home.resolve("early")).hasContent("early\n");
      assertThat(run.err()).contains("SRT-503");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whilePullingAllComesHomeAllTheSame(String signal) {
    try (Scene scene = Scene.in(root)) {
      scene.faults("connection_cuts");
      CliProcess run =
          scene
              .cli()
              .start(
                  "run",
                  "--yes",
                  "--json",
                  "--job",
                  "pulling",
                  "--",
                  "cd /work; for i in 1 2 3 4 5 6 7 8; do head -c 100000 /dev/urandom >$i; done;"
                      + " sha256sum ./* | tr '\\n' '#'");
      run.untilSaid("\"event\":\"PullStarted\"").signal(signal);
      isOver(scene, run, INTERRUPTED);
      assertThat(Hashes.of(scene.cli().folder().resolve("work_remote/pulling")))
          .hasSize(8)
          .allSatisfy((file, hash) -> assertThat(run.out()).contains(hash + "  ./" + file + "#"));
      assertThat(run.out()).contains("still bringing results home");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whileReleasing(String signal) {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene.cli().start("run", "--yes", "--json", "--job", "r", "--", "echo x >/work/x");
      run.untilSaid("\"event\":\"ReleaseStarted\"").signal(signal);
      isOver(scene, run, INTERRUPTED);
      assertThat(scene.cli().folder().resolve("work_remote/r/x")).hasContent("x\n");
      assertThat(run.out()).contains("still ending 1 machine and proving it");
    }
  }

  @ParameterizedTest
  @CsvSource({"INT,HUP", "TERM,INT"})
  void aSecondSignalSaysWhatIsStillCleanedUp(String first, String second) {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .start(
                  "run",
                  "--yes",
                  "--job",
                  "twice",
                  "--",
                  "trap '' TERM; echo x >/work/x; echo begun; while :; do sleep 1; done");
      run.untilSaid("│ begun").signal(first);
      run.untilSaid("stop .*bringing home what is there").signal(second);
      run.untilSaid("still stopping the work, then bringing results home|still ending");
      isOver(scene, run, INTERRUPTED);
      assertThat(scene.cli().folder().resolve("work_remote/twice/x")).hasContent("x\n");
      assertThat(run.err()).contains("SRT-503", "sortie receipt twice");
    }
  }

  @Test
  void nobodyReadsTheOutputAnyMoreAndItStillEndsWell() {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .start("run", "--yes", "--job", "head", "--", "seq 1 100000; echo x >/work/x");
      run.untilSaid("plan").closeOut();
      isOver(scene, run, 0);
      assertThat(scene.cli().folder().resolve("work_remote/head/x")).hasContent("x\n");
    }
  }

  private static void isOver(Scene scene, CliProcess run, int exit) {
    assertThat(run.exit()).as(run.said()).isEqualTo(exit);
    assertThat(scene.instances()).as(run.said()).isZero();
    assertThat(scene.cli().run("ps").out()).isEqualTo("nothing is running");
  }
}
