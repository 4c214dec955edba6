package dev.sortie.engine.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.RunPhase;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Papers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 9: whoever hears that a run is over may end the process, and loses no fact by it. */
class LastFactsTest {
  private static final RunPlan PLAN =
      Papers.plan(
          "a-run", new Budget(Usd.of("5"), Duration.ofHours(2)), List.of("/work"), "lease001");

  @TempDir Path folder;

  @Test
  void aRunIsNotOverWhileFactsOfItsLeasesAreInMemoryOnly() {
    World world = new World();
    InMemoryJournal journal = new InMemoryJournal();
    Life life = new Life(world, journal, PLAN, folder, false);
    life.begin();
    while (life.run().phase() != RunPhase.RELEASING && world.time.step()) {}
    journal.failWith(
        new Trouble(Cause.LOCAL_DISK_FULL, "full", "make room").asException(),
        AggregateId.Kind.LEASE);
    while (!life.run().isEnded() && world.time.step()) {}

    assertThat(life.run().isEnded()).isTrue();
    assertThat(lease(journal).isClosed()).as("as the next process would find it").isFalse();
    assertThat(life.isOver()).isFalse();

    journal.recover();
    while (!life.isOver() && world.time.step()) {}

    assertThat(life.isOver()).isTrue();
    assertThat(lease(journal).isClosed()).isTrue();
  }

  private static Lease lease(InMemoryJournal journal) {
    return new History(journal).lease(new LeaseId("lease001")).orElseThrow();
  }
}
