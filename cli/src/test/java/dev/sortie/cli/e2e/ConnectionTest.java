package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A connection that is cut costs time, never a line or a byte. */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionTest {
  @TempDir Path root;

  @Test
  void inTheMiddleOfATaskNoLineIsLostOrDoubled() {
    try (Scene scene = Scene.in(root)) {
      String counting = "i=0; while [ $i -lt 80 ]; do i=$((i+1)); echo line $i; sleep 0.1; done";
      CliProcess run = scene.cli().start("run", "--yes", "--job", "count", "--", counting);
      run.untilSaid("│ line 10$");
      scene.cutConnections();
      run.untilSaid("│ line 45$");
      scene.cutConnections();

      assertThat(run.exit()).as(run.said()).isZero();
      List<String> all = IntStream.rangeClosed(1, 80).mapToObj(i -> "line " + i).toList();
      assertThat(numbered(run.lines())).isEqualTo(all);
      assertThat(numbered(scene.cli().run("logs", "count").lines())).isEqualTo(all);
      assertThat(run.out()).contains("connected again");
      assertThat(scene.instances()).isZero();
    }
  }

  private static List<String> numbered(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst("^ *│ ", ""))
        .filter(line -> line.startsWith("line "))
        .toList();
  }

  @Test
  void inTheMiddleOfAPullEveryHashIsRightInTheEnd() {
    try (Scene scene = Scene.in(root)) {
      // Each connection carries 300 KB: several files, or a piece of a large one.
      scene.faults("connection_cuts");
      String write =
          "cd /work; for i in 1 2 3 4 5 6 7 8; do head -c 100000 /dev/urandom >f$i; done;"
              + " head -c 9000000 /dev/urandom >large; find . -type f -exec sha256sum {} +";
      CliProcess run = scene.cli().run("run", "--yes", "--job", "cuts", "--", write);

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(Hashes.of(scene.cli().folder().resolve("work_remote/cuts")))
          .hasSize(9)
          .isEqualTo(Hashes.printedBy(run));
      assertThat(scene.instances()).isZero();
    }
  }
}
