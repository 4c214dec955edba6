package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A journal that cannot be written, is damaged or gone costs no result and no machine (6, 8). */
@Execution(ExecutionMode.CONCURRENT)
class NoJournalTest {
  private static final String SILENCE_MINUTES = "1";

  /** Longer than the guard would wait for a sign of life. */
  private static final String LONG_TASK =
      "echo begun; sleep 100; echo late >/work/late; sha256sum /work/late >/work/sum";

  @TempDir Path root;

  @Test
  void aJournalThatCannotBeWrittenEndsNoMachineAndLosesNoResult() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("small"), "8m");
        Scene scene = Scene.in(root)) {
      Cli cli = scene.cli().with("SORTIE_STATE", disk.folder().resolve("state").toString());
      CliProcess run = start(cli, LONG_TASK);
      run.untilSaid("\"event\":\"TaskStarted\"");
      Path filler = disk.folder().resolve("filler");
      FullDiskTest.fill(filler);
      run.untilSaid(
          "SRT-701 .*facts wait in memory.*renewed and its results come home.*sortie down j");
      run.untilSaid("\"event\":\"Ended\"");
      assertThat(run.isAlive()).as("its last facts are not on disk yet").isTrue();
      assertThat(scene.instances()).as(run.said()).isZero();

      Files.delete(filler);

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("the journal can be written again");
      assertThat(cli.folder().resolve("work_remote/j/late")).hasContent("late\n");
      assertThat(scene.creates()).as("no machine was lost").isEqualTo(1);
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
      CliProcess receipt = cli.run("receipt", "j", "--json");
      assertThat(JsonLines.one(receipt.out()).path("leases")).as(receipt.said()).hasSize(1);
    }
  }

  @Test
  void aJournalThatIsDeletedInMidRunIsWrittenAgainWhole() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run = start(cli, "echo begun; sleep 12; echo x >/work/x");
      run.untilSaid("\"stdout\":\"begun");
      Files.delete(cli.state().resolve("journal.db"));

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.err()).contains("SRT-705", "was deleted or replaced while it was in use");
      assertThat(cli.folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
      CliProcess receipt = cli.run("receipt", "j", "--json");
      assertThat(JsonLines.one(receipt.out()).path("leases")).as(receipt.said()).hasSize(1);
    }
  }

  @Test
  void aJournalThatIsDamagedInMidRunIsPutAsideAndTheRunGoesOn() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run = start(cli, "echo begun; sleep 12; echo x >/work/x");
      run.untilSaid("\"stdout\":\"begun");
      damage(cli.state().resolve("journal.db"));
      await().atMost(Duration.ofMinutes(2)).until(() -> run.said().contains("SRT-705"));

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(cli.folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(scene.instances()).isZero();
      assertThat(names(cli.state())).anyMatch(name -> name.contains(".damaged-"));
      CliProcess ps = cli.run("ps");
      assertThat(ps.out()).as(ps.said()).isEqualTo("nothing is running");
      assertThat(ps.err()).contains("SRT-705", "sortie doctor --accept-journal");
      CliProcess receipt = cli.run("receipt", "j", "--json");
      assertThat(JsonLines.one(receipt.out()).path("leases")).as(receipt.said()).hasSize(1);
    }
  }

  @Test
  void aDamagedOrMissingJournalIsSaidBeforeAStartAndNoBudgetForgetsSilently() throws IOException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      assertThat(start(cli, "true").exit()).isZero();
      Path controller = cli.state().resolve("controller");
      String name = Files.readString(controller);
      damage(cli.state().resolve("journal.db"));

      CliProcess first = cli.run("ps");
      assertThat(first.exit()).as(first.said()).isEqualTo(7);
      assertThat(first.err()).contains("SRT-705", "is kept as");
      CliProcess second = cli.run("ps");
      assertThat(second.exit()).as(second.said()).isZero();
      assertThat(second.err()).contains("SRT-705");

      Files.delete(cli.state().resolve("journal.db"));
      Path config = Files.createDirectories(root.resolve("config/sortie")).resolve("config.yaml");
      Files.writeString(config, "budget:\n  per_day: 100\n");
      CliProcess refused = start(cli, "true");
      assertThat(refused.exit()).as(refused.said()).isEqualTo(4);
      assertThat(refused.err()).contains("SRT-307", "sortie doctor --accept-journal");

      cli.run("doctor", "--accept-journal");
      CliProcess agreed = cli.run("run", "--yes", "--json", "--job", "k", "--", "true");
      assertThat(agreed.exit()).as(agreed.said()).isZero();
      assertThat(agreed.err()).doesNotContain("SRT-705");
      assertThat(controller).as("its machines are found by this name").hasContent(name);
    }
  }

  @Test
  void onAReadOnlyStateFolderAPersonIsToldWhatRuns() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("small"), "20m");
        Scene scene = Scene.in(root)) {
      Cli cli = scene.cli().with("SORTIE_STATE", disk.folder().resolve("state").toString());
      CliProcess run =
          cli.start("run", "--yes", "--json", "--keep", "--job", "j", "--", "echo hello");
      assertThat(run.exit()).as(run.said()).isZero();
      disk.readOnly(true);

      CliProcess ps = cli.run("ps");
      assertThat(ps.exit()).as(ps.said()).isZero();
      assertThat(ps.out()).contains("j ", "kept");
      assertThat(ps.said()).doesNotContain("SRT-901", "Exception");
      for (String command : new String[] {"receipt", "logs"}) {
        CliProcess shown = cli.run(command, "j");
        assertThat(shown.exit()).as(shown.said()).isZero();
      }
      assertThat(cli.run("hosts").exit()).isZero();
      CliProcess refused = start(cli, "true");
      assertThat(refused.exit()).as(refused.said()).isEqualTo(7);
      assertThat(refused.err()).contains("SRT-703").doesNotContain("SRT-901");

      disk.readOnly(false);
      assertThat(cli.run("down", "j").exit()).isZero();
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void anImmutableStateFolderInMidRunIsSurvived() throws IOException {
    Path state = Files.createDirectories(root.resolve("immutable"));
    try (Scene scene = Scene.in(root);
        Immutable lock = new Immutable(state)) {
      Cli cli = scene.cli().with("SORTIE_STATE", state.toString());
      CliProcess run = start(cli, "echo begun; sleep 15; echo x >/work/x");
      run.untilSaid("\"stdout\":\"begun");
      lock.on();
      run.untilSaid("SRT-70. .*facts wait in memory");
      CliProcess ps = cli.run("ps");
      assertThat(ps.out()).as(ps.said()).contains("j ");
      await().atMost(Duration.ofMinutes(2)).until(() -> scene.instances() == 0);

      lock.off();

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(cli.folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
    }
  }

  private static CliProcess start(Cli cli, String task) {
    return cli.start(
        "run", "--yes", "--json", "--job", "j", "--silence", SILENCE_MINUTES, "--", task);
  }

  private static void damage(Path file) throws IOException {
    byte[] garbage = new byte[(int) Files.size(file)];
    java.util.Arrays.fill(garbage, (byte) 0x5a);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.write(garbage);
    }
  }

  private static java.util.List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(one -> one.getFileName().toString()).toList();
    }
  }
}
