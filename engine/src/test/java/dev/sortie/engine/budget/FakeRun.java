package dev.sortie.engine.budget;

import dev.sortie.core.error.Cause;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunMachine;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.run.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A run that only ever stands in the journal, a moment after it was begun. */
final class FakeRun implements RunHandle {
  private static final long MOMENT_NANOS = 20_000_000;

  private final Journal journal;
  private final RunPlan plan;
  private final Instant at;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Run state = new RunMachine().initial();

  FakeRun(Journal journal, RunPlan plan, Instant at) {
    this.journal = journal;
    this.plan = plan;
    this.at = at;
  }

  RunPlan plan() {
    return plan;
  }

  @Override
  public Run state() {
    return state;
  }

  @Override
  public void begin() {
    Thread.ofVirtual()
        .start(() -> {
          LockSupport.parkNanos(MOMENT_NANOS);
          RunEvent planned = new RunEvent.Planned(plan);
          AggregateId id = new AggregateId(AggregateId.Kind.RUN, plan.id().value());
          journal.append(id, 0, at, List.of(planned));
          state = new RunMachine().evolve(state, planned, at);
        });
  }

  @Override
  public Cost cost() {
    return Cost.ZERO;
  }

  @Override
  public void stop(Cause cause, String said) {
    ended.countDown();
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
