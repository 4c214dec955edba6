package dev.sortie.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.history.Papers;
import dev.sortie.engine.watch.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A pull takes no more from the link than is paid for, over all its folders (law 7). */
final class PaidPullTest {
  private static final LeaseId LEASE = new LeaseId("lease001");
  private static final Budget BUDGET = new Budget(Usd.of("1"), Duration.ofHours(1));

  @Test
  void whatOneFolderTookIsNotSpentAgainOnTheNext() {
    CountingHost host = new CountingHost(700);
    errands(host, 1000).pull(LEASE);
    assertThat(host.asked)
        .extracting(PullRequest::atMostBytes)
        .containsExactly(OptionalLong.of(1000), OptionalLong.of(300), OptionalLong.of(0));
  }

  @Test
  void whereBytesAreFreeThereIsNoLimit() {
    CountingHost host = new CountingHost(700);
    errands(host, Long.MAX_VALUE).pull(LEASE);
    assertThat(host.asked).hasSize(3).allMatch(request -> request.atMostBytes().isEmpty());
  }

  private static Errands errands(CountingHost host, long affordable) {
    RunId run = new RunId("a-run");
    return new Errands(
        Papers.plan("a-run", BUDGET, List.of("/work", "/logs", "/models"), "lease001"),
        new TaskLogs(Path.of("/nowhere"), 1),
        _ -> Optional.empty(),
        Duration.ofSeconds(1),
        new Fenced(run, new SharedClaims().of("us"), Watcher.NONE),
        _ -> host,
        _ -> affordable);
  }
}
