package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
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
  private static final List<String> INT_AND_TERM = List.of("INT", "TERM");

  @TempDir Path root;

  @BeforeAll
  static void signalsReachThoseWeStart() throws IOException {
    Inherited.assumeSignalsAreHeard();
  }

  // One at a time: of two that want the same offer the second waits for its answer much longer.
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whileTheAnswerToTheCreateCallIsOpen(String signal) {
    try (Scene scene = Scene.in(root)) {
      scene.faults("create_times_out_then_appears seconds=4 times=1");
      Map<String, CliProcess> runs = runs(scene, List.of(signal), "true");
      signalAt(runs, "AnswerUnclear");
      areOver(scene, runs);
      assertThat(scene.creates()).isEqualTo(1);
    }
  }

  @Test
  void whileItBoots() {
    try (Scene scene = Scene.withSlowBoot(root)) {
      Map<String, CliProcess> runs = runs(scene, INT_AND_TERM, "true");
      signalAt(runs, "Rented");
      areOver(scene, runs);
    }
  }

  @Test
  void whilePushing() throws IOException {
    try (Scene scene = Scene.in(root)) {
      scene.faults("connection_cuts");
      byte[] large = new byte[20_000_000];
      new Random(1).nextBytes(large);
      Files.write(scene.cli().folder().resolve("large.bin"), large);
      Map<String, CliProcess> runs = runs(scene, INT_AND_TERM, "true");
      signalAt(runs, "PushStarted");
      areOver(scene, runs);
      assertThat(runs.values()).noneMatch(run -> run.out().contains("TaskStarted"));
    }
  }

  @Test
  void duringSetUp() {
    try (Scene scene = Scene.in(root)) {
      scene.cli().write("sortie.yaml", "name: s", "extends: batch", "setup:", "  - sleep 600");
      Map<String, CliProcess> runs = runs(scene, INT_AND_TERM, "true");
      signalAt(runs, "SetUpStarted");
      areOver(scene, runs);
      assertThat(runs.values()).noneMatch(run -> run.out().contains("TaskStarted"));
    }
  }

  @Test
  void duringATaskWhatIsThereComesHome() {
    try (Scene scene = Scene.in(root)) {
      String task = "echo early >/work/early; echo begun; sleep 600; echo late >/work/late";
      Map<String, CliProcess> runs = runs(scene, List.of("INT", "TERM", "HUP"), task, "echo never");
      runs.forEach((signal, run) -> run.untilSaid("\"stdout\":\"begun").signal(signal));
      areOver(scene, runs);
      runs.forEach((signal, run) -> {
        Path home = home(scene, signal);
        assertThat(Hashes.of(home)).containsOnlyKeys("early");
        assertThat(home.resolve("early")).hasContent("early\n");
        assertThat(run.err()).contains("SRT-503");
      });
    }
  }

  @Test
  void whilePullingAllComesHomeAllTheSame() {
    try (Scene scene = Scene.in(root)) {
      scene.faults("connection_cuts");
      String task =
          "cd /work; for i in 1 2 3 4 5 6 7 8; do head -c 100000 /dev/urandom >$i; done;"
              + " sha256sum ./* | tr '\\n' '#'";
      Map<String, CliProcess> runs = runs(scene, INT_AND_TERM, task);
      signalAt(runs, "PullStarted");
      areOver(scene, runs);
      runs.forEach((signal, run) -> {
        assertThat(Hashes.of(home(scene, signal)))
            .hasSize(8)
            .allSatisfy((file, hash) -> assertThat(run.out()).contains(hash + "  ./" + file + "#"));
        assertThat(run.out()).contains("still bringing results home");
      });
    }
  }

  @Test
  void whileReleasing() {
    try (Scene scene = Scene.in(root)) {
      Map<String, CliProcess> runs = runs(scene, INT_AND_TERM, "echo x >/work/x");
      signalAt(runs, "ReleaseStarted");
      areOver(scene, runs);
      runs.forEach((signal, run) -> {
        assertThat(home(scene, signal).resolve("x")).hasContent("x\n");
        assertThat(run.out()).contains("still ending 1 machine and proving it");
      });
    }
  }

  /** One run for each signal, named after it, side by side. */
  private static Map<String, CliProcess> runs(Scene scene, List<String> signals, String... tasks) {
    Map<String, CliProcess> runs = new LinkedHashMap<>();
    for (String signal : signals) {
      List<String> args = new ArrayList<>(List.of("--json"));
      for (String task : tasks) {
        args.addAll(List.of("--task", task));
      }
      runs.put(signal, scene.cli().startJob(signal, args.toArray(String[]::new)));
    }
    return runs;
  }

  private static void signalAt(Map<String, CliProcess> runs, String event) {
    // Each is watched by itself: who waits for the first would miss the stage of the second.
    CompletableFuture.allOf(
            runs.entrySet().stream()
                .map(run ->
                    CompletableFuture.runAsync(
                        () -> signal(run.getValue(), run.getKey(), event),
                        task -> Thread.ofVirtual().start(task)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private static void signal(CliProcess run, String signal, String event) {
    run.untilSaid("\"event\":\"" + event + "\"").signal(signal);
  }

  private static Path home(Scene scene, String job) {
    return scene.cli().folder().resolve("work_remote").resolve(job);
  }

  private static void areOver(Scene scene, Map<String, CliProcess> runs) {
    runs.values().forEach(run -> assertThat(run.exit()).as(run.said()).isEqualTo(INTERRUPTED));
    assertThat(scene.instances()).isZero();
    assertThat(scene.cli().run("ps").out()).isEqualTo("nothing is running");
  }

  @ParameterizedTest
  @CsvSource({"INT,HUP", "TERM,INT"})
  void aSecondSignalSaysWhatIsStillCleanedUp(String first, String second) {
    try (Scene scene = Scene.in(root)) {
      CliProcess run =
          scene
              .cli()
              .startJob(
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
      CliProcess run = scene.cli().startJob("head", "--", "seq 1 100000; echo x >/work/x");
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
