package dev.sortie.sim.process;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.actor.Stepper;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.oracle.Oracle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives one aggregate on virtual time: what {@code Actor} does with threads, with events. The
 * steps are the engine's own.
 */
final class SimDrive<S, G, A> implements Drive<S, G> {
  private final AggregateId id;
  private final Life life;
  private final Machine machine;
  private final Stepper<S, ?, G, A> stepper;
  private final SimPerformer<A, G> performer;
  private final Runnable closed;
  private final ArrayDeque<G> mailbox = new ArrayDeque<>(4);
  private final Set<A> underWay = new HashSet<>(8);
  private boolean started;
  private boolean stepped;
  private boolean pumping;
  private boolean retrying;
  private boolean stopped;
  private @Nullable Instant due;
  private long alarm = -1;

  SimDrive(
      AggregateId id,
      Life life,
      Machine machine,
      Stepper<S, ?, G, A> stepper,
      SimPerformer<A, G> performer,
      Runnable closed) {
    this.id = id;
    this.life = life;
    this.machine = machine;
    this.stepper = stepper;
    this.performer = performer;
    this.closed = closed;
  }

  @Override
  public void start() {
    life.clock().notBefore(stepper.load());
    started = true;
    wakeUp();
  }

  @Override
  public void send(G signal) {
    // A saboteur: who takes a lease up never hears what the facts of its run tell of it.
    boolean deaf = machine.off() == Protection.MOVED && !stepped;
    if (deaf && signal instanceof LeaseSignal.TrafficMeasured) {
      return;
    }
    mailbox.add(signal);
    wakeUp();
  }

  @Override
  public S state() {
    return stepper.state();
  }

  @Override
  public boolean awaitClosed(Duration atMost) {
    return stepper.isClosed();
  }

  @Override
  public boolean awaitWritten(Duration atMost) {
    return stepper.waiting() == 0;
  }

  @Override
  public boolean isOver() {
    // What is over may be taken up again: the first signal tells.
    return stepped && stepper.isClosed() && stepper.waiting() == 0;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private void wakeUp() {
    if (started && !pumping && !stopped) {
      pumping = true;
      life.in(machine.dice().below(3), this::pump);
    }
  }

  private void pump() {
    pumping = false;
    if (stopped || isOver()) {
      return;
    }
    Instant now = life.clock().instant();
    Instant wake = due;
    if (wake != null && !wake.isAfter(now)) {
      due = null;
      step(null);
    } else {
      G signal = mailbox.poll();
      if (signal != null) {
        step(signal);
      } else {
        rest();
      }
    }
  }

  private void rest() {
    if (stopped || isOver()) {
      return;
    }
    Instant now = life.clock().instant();
    Instant wake = stepper.wakeAt(now).orElse(null);
    Instant before = due;
    due = wake == null || before == null || wake.isBefore(before) ? wake : before;
    Instant next = due;
    if (!mailbox.isEmpty()) {
      wakeUp();
    }
    if (next != null) {
      long at = machine.agenda().now() + Math.max(0, next.toEpochMilli() - now.toEpochMilli());
      if (at != alarm) {
        alarm = at;
        machine.agenda().at(at, () -> ring(at));
      }
    }
  }

  private void ring(long mine) {
    if (mine == alarm) {
      life.now(this::rang);
    }
  }

  private void rang() {
    alarm = -1;
    if (!stopped && due != null && !isOver()) {
      due = null;
      step(null);
    }
  }

  /** One step; without a signal that of the alarm. */
  private void step(@Nullable G signal) {
    Instant now = life.clock().instant();
    take(() -> signal == null ? stepper.tick(now) : stepper.step(signal, now));
  }

  private void retry() {
    retrying = false;
    if (!stopped) {
      take(() -> stepper.retry(life.clock().instant()));
    }
  }

  private void take(Supplier<List<A>> step) {
    try {
      List<A> actions = step.get();
      stepped = true;
      for (int i = 0; i < actions.size(); i++) {
        begin(actions.get(i));
      }
    } catch (FencedException _) {
      stopped = true;
      machine.fenced(life, id);
      return;
    }
    Instant again = stepper.retryAt().orElse(null);
    if (again != null && !retrying) {
      retrying = true;
      life.in(
          Math.max(1, again.toEpochMilli() - life.clock().instant().toEpochMilli()), this::retry);
    }
    if (!stepper.isClosed()) {
      rest();
    } else if (stepper.waiting() == 0) {
      closed.run();
    }
  }

  private void begin(A action) {
    if (!stopped && underWay.add(action)) {
      life.in(machine.dice().below(2), () -> check(action));
    }
  }

  /** The process may sleep between the check and the act; nobody can help that. */
  private void check(A action) {
    if (!machine.claims(life).isOurs(id)) {
      underWay.remove(action);
      return;
    }
    if (!machine.isOwner(life, id)) {
      machine.oracles().violated(Oracle.FENCED, life.name() + " acts for " + id + ": " + action);
    }
    if (machine.dice().oneIn(8)) {
      life.in(1, () -> work(action));
    } else {
      work(action);
    }
  }

  private void work(A action) {
    try {
      performer.begin(action, outcome -> life.now(() -> done(action, outcome)));
    } catch (RuntimeException e) {
      done(action, performer.fault(action, e));
    }
  }

  private void done(A action, List<G> outcome) {
    underWay.remove(action);
    for (int i = 0; i < outcome.size(); i++) {
      send(outcome.get(i));
    }
  }
}
