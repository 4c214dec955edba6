package dev.sortie.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.watch.Watcher;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencedLogTest {
  private static final AggregateId RUN = new AggregateId(AggregateId.Kind.RUN, "run");

  @TempDir private Path folder;

  @Test
  void whoLostTheRunWritesNoMoreLineOfItsLog() {
    SharedClaims claims = new SharedClaims();
    claims.give(RUN, "us");
    Path file = folder.resolve("task-1.log");
    try (TaskLog log = TaskLog.open(file, new LeaseId("lease001"))) {
      Tee tee = new Tee(log, new Fenced(new RunId("run"), claims.of("us"), Watcher.NONE));
      tee.standardOut("one\n".getBytes(UTF_8));
      claims.give(RUN, "another");
      assertThatThrownBy(() -> tee.standardOut("two\n".getBytes(UTF_8)))
          .isInstanceOf(FencedException.class);
    }
    assertThat(file).hasContent("one\n");
  }
}
