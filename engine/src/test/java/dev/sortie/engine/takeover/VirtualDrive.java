package dev.sortie.engine.takeover;

import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.actor.Stepper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Drives one aggregate on virtual time, through the engine's own steps. */
final class VirtualDrive<S, G, A> implements Drive<S, G> {
  /** Slower than the looks of a booting machine: a tick comes before the answer to the first. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  private final VirtualTime time;
  private final Stepper<S, ?, G, A> stepper;
  private final Performer<A, G> performer;
  private final Queue<Optional<G>> mailbox = new ArrayDeque<>();
  private final Set<A> underWay = new HashSet<>();
  private Optional<Instant> due = Optional.empty();
  private boolean started;
  private boolean stepped;
  private boolean retrying;

  VirtualDrive(VirtualTime time, Stepper<S, ?, G, A> stepper, Performer<A, G> performer) {
    this.time = time;
    this.stepper = stepper;
    this.performer = performer;
  }

  @Override
  public void start() {
    stepper.load();
    started = true;
    time.in(Duration.ZERO, this::pump);
  }

  @Override
  public void send(G signal) {
    mailbox.add(Optional.of(signal));
    time.in(Duration.ZERO, this::pump);
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
    return stepper.isClosed() && stepper.waiting() == 0;
  }

  @Override
  public void stop() {
    started = false;
  }

  private void pump() {
    Optional<G> signal = started && !mailbox.isEmpty() ? mailbox.poll() : Optional.empty();
    if (signal.isPresent() && !(stepped && stepper.isClosed())) {
      act(stepper.step(signal.get(), time.instant()));
    }
  }

  private void ring(Instant mine) {
    if (started && due.equals(Optional.of(mine)) && !stepper.isClosed()) {
      due = Optional.empty();
      act(stepper.tick(time.instant()));
    }
  }

  private void retry() {
    retrying = false;
    if (started) {
      act(stepper.retry(time.instant()));
    }
  }

  private void act(List<A> actions) {
    stepped = true;
    Optional<Instant> again = stepper.retryAt();
    if (again.isPresent() && !retrying) {
      retrying = true;
      time.at(again.get(), this::retry);
    }
    actions.stream().filter(underWay::add).forEach(this::begin);
    stepper
        .wakeAt(time.instant())
        .filter(wake -> due.isEmpty() || wake.isBefore(due.get()))
        .ifPresent(wake -> {
          due = Optional.of(wake);
          time.at(wake, () -> ring(wake));
        });
  }

  private void begin(A action) {
    time.in(
        ON_ITS_WAY,
        () -> {
          List<G> outcome = outcome(action);
          time.in(
              ON_ITS_WAY,
              () -> {
                underWay.remove(action);
                outcome.forEach(this::send);
              });
        });
  }

  private List<G> outcome(A action) {
    try {
      return performer.perform(action);
    } catch (RuntimeException e) {
      return performer.fault(action, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
