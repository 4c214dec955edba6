package dev.sortie.engine.actor;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.machine.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives one aggregate on a virtual thread: one signal after another through its {@link Stepper},
 * each action on a virtual thread of its own, whose outcomes come back as signals. Never two steps
 * of one aggregate at once; signals that arrive during a step wait. Thread-safe.
 */
public final class Actor<S, E extends Fact, G, A> implements Drive<S, G> {
  private static final Duration JOURNAL_RETRY = Duration.ofSeconds(2);

  private final AggregateId id;
  private final Stepper<S, E, G, A> stepper;
  private final StateMachine<S, E, G, A> machine;
  private final Claims claims;
  private final SteadyClock clock;
  private final Performer<A, G> performer;
  private final Listener listener;
  private final LinkedBlockingQueue<Optional<G>> mailbox = new LinkedBlockingQueue<>();
  private final Set<A> underWay = ConcurrentHashMap.newKeySet();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable RuntimeException listenerFailure;
  private volatile boolean stopped;
  private @Nullable Instant due;

  public Actor(
      AggregateId id,
      Class<E> factType,
      StateMachine<S, E, G, A> machine,
      Journal journal,
      Claims claims,
      SteadyClock clock,
      Performer<A, G> performer,
      Listener listener) {
    this.id = id;
    this.machine = machine;
    this.claims = claims;
    this.clock = clock;
    this.performer = performer;
    this.listener = listener;
    this.stepper = new Stepper<>(id, factType, machine, journal, claims, this::publish);
    this.thread = Thread.ofVirtual().name(id.toString()).unstarted(this::live);
  }

  @Override
  public void start() {
    clock.notBefore(stepper.load());
    thread.start();
  }

  @Override
  public void send(G signal) {
    mailbox.add(Optional.of(signal));
  }

  @Override
  public S state() {
    return stepper.state();
  }

  @Override
  public boolean awaitClosed(Duration atMost) throws InterruptedException {
    boolean ended = over.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    RuntimeException why = failure;
    if (why != null) {
      throw why;
    }
    RuntimeException unheard = listenerFailure;
    if (ended && unheard != null) {
      throw unheard;
    }
    return ended && stepper.isClosed();
  }

  @Override
  public void stop() {
    stopped = true;
    thread.interrupt();
    workers.forEach(Thread::interrupt);
  }

  /** Stops driving because another process does; whoever waits for the end is told so. */
  void fence() {
    if (over.getCount() > 0 && failure == null) {
      failure = new FencedException(id);
    }
    stop();
  }

  private void live() {
    try {
      // What is over may be taken up again: the first signal tells.
      do {
        step(nextSignal());
      } while (!stepper.isClosed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = failure == null ? e : failure;
      workers.forEach(Thread::interrupt);
    } catch (Error e) {
      failure = new IllegalStateException(id + " cannot be driven any more", e);
    } finally {
      over.countDown();
    }
  }

  /**
   * Empty when the alarm is due. Signals that come one upon the other must not put the alarm off:
   * it may be the deadline.
   */
  private Optional<G> nextSignal() throws InterruptedException {
    Instant now = clock.instant();
    Optional<Instant> wake = stepper.wakeAt(now);
    if (wake.isEmpty()) {
      due = null;
      return mailbox.take();
    }
    Instant before = due;
    Instant next = before == null || wake.get().isBefore(before) ? wake.get() : before;
    due = next;
    long millis = Duration.between(now, next).toMillis();
    Optional<G> signal = millis <= 0 ? null : mailbox.poll(millis, TimeUnit.MILLISECONDS);
    if (signal == null) {
      due = null;
      return Optional.empty();
    }
    return signal;
  }

  /**
   * One step. A journal that cannot be written (disk full, locked) must not end the driving of a
   * machine that costs money: the step is tried again until it can, and that is said aloud.
   */
  private void step(Optional<G> signal) throws InterruptedException {
    boolean refused = false;
    while (true) {
      try {
        Instant now = clock.instant();
        List<A> actions = signal.isEmpty() ? stepper.tick(now) : stepper.step(signal.get(), now);
        if (refused) {
          listener.journalWorksAgain();
        }
        actions.forEach(this::begin);
        return;
      } catch (TroubleException e) {
        if (!refused) {
          listener.journalRefuses(e.trouble());
        }
        refused = true;
        Thread.sleep(JOURNAL_RETRY);
      }
    }
  }

  /** A listener that fails must not stop what ends machines; its failure is told at the end. */
  private void publish(Entry entry) {
    try {
      listener.fact(entry);
    } catch (RuntimeException e) {
      RuntimeException first = listenerFailure;
      if (first == null) {
        listenerFailure = e;
      }
    }
  }

  /** An action that is still under way is not begun a second time. */
  private void begin(A action) {
    if (!stopped && underWay.add(action)) {
      Thread worker = Thread.ofVirtual().name(id + " " + action).unstarted(() -> work(action));
      workers.add(worker);
      worker.start();
      if (stopped) {
        worker.interrupt();
      }
    }
  }

  private void work(A action) {
    List<G> outcome = List.of();
    try {
      // The process may have slept between the decision and this.
      if (claims.isOurs(id)) {
        outcome = performer.perform(action);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      outcome = performer.fault(action, e);
    } catch (Error e) {
      outcome = performer.fault(action, new IllegalStateException("failed: " + e, e));
    } finally {
      // Before the outcome is told: it may lead to the same action again.
      underWay.remove(action);
      workers.remove(Thread.currentThread());
      outcome.forEach(this::send);
    }
  }
}
