package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What stands in the journal of another run and cannot be read keeps nothing else from going on.
 */
@Execution(ExecutionMode.CONCURRENT)
class OtherHistoryTest {
  @TempDir Path root;

  @Test
  void anUnreadableEntryOfAnotherRunIsSaidOnceAndStopsNothing() throws SQLException {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      assertThat(cli.run("run", "--yes", "--job", "first", "--", "echo one").exit()).isZero();
      spoil(cli.state().resolve("journal.db"));

      CliProcess ps = cli.run("ps");
      assertThat(ps.exit()).as(ps.said()).isZero();
      assertThat(ps.lines())
          .anyMatch(line -> line.matches("other +unreadable +\\? .*"))
          .anyMatch(line -> line.matches(" *zzzz0000 +unreadable +\\? .*"));
      assertThat(ps.err())
          .containsOnlyOnce("entry 1 of lease:zzzz0000 cannot be read")
          .containsOnlyOnce("entry 1 of run:other cannot be read");

      CliProcess run = cli.run("run", "--yes", "--job", "next", "--", "echo two >/work/two");
      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(cli.folder().resolve("work_remote/next/two")).hasContent("two\n");
      assertThat(run.err()).containsOnlyOnce("entry 1 of lease:zzzz0000 cannot be read");
      assertThat(cli.run("receipt", "next").exit()).isZero();
      assertThat(cli.run("reap").exit()).isZero();

      CliProcess down = cli.run("down", "--all");
      assertThat(down.exit()).as(down.said()).isNotZero();
      assertThat(down.err()).contains("error SRT-703", "lease:zzzz0000");

      cli.write("../config/sortie/config.yaml", "budget.per_day: 5");
      CliProcess limited = cli.run("run", "--yes", "--", "echo three");
      assertThat(limited.exit()).as(limited.said()).isNotZero();
      assertThat(limited.err()).contains("error SRT-703", "run:other");
      assertThat(scene.creates()).isEqualTo(2);
    }
  }

  @Test
  void aBadLineOfTheSettingsKeepsNobodyFromEndingAMachineAndLetsNobodyRent() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      assertThat(cli.run("run", "--yes", "--keep", "--job", "kept", "--", "echo one").exit())
          .isZero();
      cli.write("../config/sortie/config.yaml", "dsk: 60", "budget.per_day: [5]", "disk: 20");
      cli.write(".env", "NAME='never closed");

      CliProcess run = cli.run("run", "--yes", "--job", "next", "--", "echo two");
      assertThat(run.exit()).as(run.said()).isEqualTo(2);
      assertThat(run.err())
          .contains("error SRT-109", "unknown key \"dsk\"", "budget.per_day", ".env:1");
      assertThat(cli.run("ps").lines()).anyMatch(line -> line.startsWith("kept "));

      CliProcess down = cli.run("down", "kept");
      assertThat(down.exit()).as(down.said()).isZero();
      assertThat(down.err()).contains("SRT-109 left out: ", "unknown key \"dsk\"");
      assertThat(scene.instances()).isZero();
      assertThat(scene.creates()).isEqualTo(1);
    }
  }

  /** As a newer version might leave it, and one whose facts we know by name only. */
  private static void spoil(Path journal) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        Statement sql = connection.createStatement()) {
      for (String one : new String[] {"'LEASE', 'zzzz0000'", "'RUN', 'other'"}) {
        String type = one.contains("LEASE") ? "lease.intended" : "run.planned";
        sql.execute(
            "insert into aggregate (kind, id, last_sequence, ended, created_at) values ("
                + one
                + ", 1, 0, '2026-01-01T00:00:00Z')");
        sql.execute(
            "insert into entry (aggregate_kind, aggregate_id, sequence, at, type, body) values ("
                + one
                + ", 1, '2026-01-01T00:00:00Z', '"
                + type
                + "', '{}')");
      }
    }
  }
}
