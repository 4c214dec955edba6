package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** No room here is no reason to lose a result or to leave a machine behind. */
@Execution(ExecutionMode.CONCURRENT)
class FullDiskTest {
  @TempDir Path root;

  @Test
  void theMachineWaitsUntilThereIsRoomForTheResults() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("small"), "1m");
        Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      CliProcess run =
          cli.start(
              "run",
              "--yes",
              "--job",
              "full",
              "--out",
              disk.folder().resolve("results").toString(),
              "--",
              "cd /work; head -c 3000000 /dev/urandom >big; sha256sum ./big");
      run.untilSaid("pull .*SRT-701.*make room in .*small/results.*; trying again");
      assertThat(scene.instances()).isEqualTo(1);
      assertThat(cli.run("ps").out()).contains("full", "pulling");

      disk.resize("20m");

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(Hashes.of(disk.folder().resolve("results"))).isEqualTo(Hashes.printedBy(run));
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void aJournalWithoutRoomIsWaitedForWhileTheWorkGoesOn() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("small"), "8m");
        Scene scene = Scene.in(root)) {
      Cli cli = scene.cli().with("SORTIE_STATE", disk.folder().resolve("state").toString());
      CliProcess run =
          cli.start(
              "run",
              "--yes",
              "--job",
              "j",
              "--task",
              "echo begun; sleep 4",
              "--task",
              "seq 1 20000; echo x >/work/x");
      run.untilSaid("│ begun");
      Path filler = disk.folder().resolve("filler");
      fill(filler);
      run.untilSaid("SRT-701 .*journal.*facts wait in memory.*results come home all the same");
      assertThat(scene.instances()).isEqualTo(1);

      Files.delete(filler);

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(run.out()).contains("the journal can be written again");
      assertThat(cli.folder().resolve("work_remote/j/x")).hasContent("x\n");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void aTaskLogWithoutRoomLosesAndDoublesNoLine() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("small"), "8m");
        Scene scene = Scene.in(root)) {
      Cli cli = scene.cli().with("SORTIE_STATE", disk.folder().resolve("state").toString());
      String work = "echo begun; sleep 2; seq 1 50000; echo x >/work/x; sleep 2";
      CliProcess run = cli.start("run", "--yes", "--job", "j", "--", work);
      run.untilSaid("│ begun");
      Path filler = disk.folder().resolve("filler");
      fill(filler);
      run.untilSaid("│ 50000");
      run.untilSaid("SRT-701 .*journal.*facts wait in memory");

      Files.delete(filler);

      assertThat(run.exit()).as(run.said()).isZero();
      List<String> counted = IntStream.rangeClosed(1, 50_000).mapToObj(String::valueOf).toList();
      List<String> logged =
          cli.run("logs", "j").lines().stream().filter(l -> l.matches("\\d+")).toList();
      assertThat(logged).isEqualTo(counted);
      assertThat(scene.instances()).isZero();
    }
  }

  static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }
}
