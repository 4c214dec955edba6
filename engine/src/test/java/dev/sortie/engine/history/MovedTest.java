package dev.sortie.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.run.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever goes on with a run counts what its facts show to have gone over the wire. */
class MovedTest {
  private static final LeaseId FIRST = new LeaseId("lease001");
  private static final LeaseId SECOND = new LeaseId("lease002");

  @Test
  void eachMachineHasItsOwnBytes() {
    assertThat(
            moved(
                new RunEvent.LeaseUp(FIRST),
                new RunEvent.Pushed(pushed(100)),
                new RunEvent.Gathered(0, brought(30, 30)),
                new RunEvent.LeaseUp(SECOND),
                new RunEvent.Pushed(pushed(130)),
                new RunEvent.Gathered(1, brought(7, 7)),
                new RunEvent.Pulled(brought(12, 5))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(FIRST, new Traffic(100, 30), SECOND, new Traffic(130, 12)));
  }

  @Test
  void whatTheLastPullFindsHereCameOverTheWireToo() {
    assertThat(moved(new RunEvent.LeaseUp(FIRST), new RunEvent.Pulled(brought(90, 20))))
        .containsEntry(FIRST, new Traffic(0, 90));
  }

  @Test
  void whatDidNotComeHomeWasNotPaidFor() {
    PullReport report =
        new PullReport(
            2, 500_000_000_000L, 1, 7, List.of(PullReport.Missing.unpaid("x", "too dear", 9)));
    assertThat(moved(new RunEvent.LeaseUp(FIRST), new RunEvent.Pulled(report)))
        .containsEntry(FIRST, new Traffic(0, 7));
  }

  @Test
  void withoutAMachineNothingMoves() {
    assertThat(moved(new RunEvent.PullStarted(), new RunEvent.Pulled(brought(1, 1)))).isEmpty();
  }

  private static Map<LeaseId, Traffic> moved(RunEvent... facts) {
    AggregateId run = new AggregateId(AggregateId.Kind.RUN, "a-run");
    List<Entry> entries = new ArrayList<>();
    for (RunEvent fact : facts) {
      entries.add(new Entry(run, entries.size() + 1, Instant.EPOCH, fact));
    }
    return Moved.of(entries);
  }

  private static PushReport pushed(long bytes) {
    return new PushReport(1, bytes, 1, bytes, 0, List.of(), List.of());
  }

  private static PullReport brought(long there, long moved) {
    return new PullReport(1, there, 1, moved, List.of());
  }
}
