package dev.sortie.engine.actor;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.machine.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drives one aggregate on a virtual thread: one signal after another through its {@link Stepper},
 * each action on a virtual thread of its own, whose outcomes come back as signals. Never two steps
 * of one aggregate at once; signals that arrive during a step wait. Thread-safe.
 */
public final class Actor<S, E extends Fact, G, A> implements Drive<S, G> {
  /** How long what is over waits for a journal that cannot be written. */
  private static final Duration LAST_PATIENCE = Duration.ofMinutes(2);

  private final AggregateId id;
  private final Stepper<S, E, G, A> stepper;
  private final Claims claims;
  private final SteadyClock clock;
  private final Performer<A, G> performer;
  private final LinkedBlockingQueue<G> mailbox = new LinkedBlockingQueue<>();
  private final Set<A> underWay = ConcurrentHashMap.newKeySet();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Object turns = new Object();
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable RuntimeException listenerFailure;
  private volatile boolean stopped;
  private volatile Consumer<AggregateId> fenced = _ -> {};
  private @Nullable Instant due;
  private @Nullable Instant closedAt;

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
    this.claims = claims;
    this.clock = clock;
    this.performer = performer;
    this.stepper = new Stepper<>(id, factType, machine, journal, claims, unbreakable(listener));
    this.thread = Thread.ofVirtual().name(id.toString()).unstarted(this::live);
  }

  @Override
  public void start() {
    clock.notBefore(stepper.load());
    thread.start();
  }

  @Override
  public void send(G signal) {
    mailbox.add(signal);
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
  public boolean awaitWritten(Duration atMost) throws InterruptedException {
    Duration bound = atMost.compareTo(LAST_PATIENCE) < 0 ? atMost : LAST_PATIENCE;
    long deadline = System.nanoTime() + bound.toNanos();
    synchronized (turns) {
      long left = bound.toMillis();
      while (stepper.waiting() > 0 && !isOver() && left > 0) {
        turns.wait(left);
        left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      }
    }
    if (stepper.waiting() == 0) {
      return true;
    }
    RuntimeException why = failure;
    if (why != null) {
      throw why;
    }
    if (bound.equals(LAST_PATIENCE)) {
      throw Unwritten.of(id, stepper.waiting());
    }
    return false;
  }

  @Override
  public boolean isOver() {
    return over.getCount() == 0;
  }

  @Override
  public void stop() {
    stopped = true;
    thread.interrupt();
    workers.forEach(Thread::interrupt);
  }

  /** Tells of a loss that this drive finds out by itself: others belong to it. */
  void onFenced(Consumer<AggregateId> ear) {
    fenced = ear;
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
        turn();
        tellOfTurn();
      } while (!isDone());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = failure == null ? e : failure;
      workers.forEach(Thread::interrupt);
      if (e instanceof FencedException) {
        fenced.accept(id);
      }
    } catch (Error e) {
      failure = new IllegalStateException(id + " cannot be driven any more", e);
    } finally {
      over.countDown();
      tellOfTurn();
    }
  }

  private void tellOfTurn() {
    synchronized (turns) {
      turns.notifyAll();
    }
  }

  /** One step, or one more try to write what waits. */
  private void turn() throws InterruptedException {
    Instant now = clock.instant();
    Optional<Instant> retry = stepper.retryAt();
    if (retry.filter(at -> !at.isAfter(now)).isPresent()) {
      stepper.retry(now).forEach(this::begin);
      return;
    }
    Optional<Instant> alarm = alarm(now);
    Optional<G> signal = poll(now, Stream.concat(alarm.stream(), retry.stream()));
    Instant then = clock.instant();
    if (signal.isPresent()) {
      stepper.step(signal.get(), then).forEach(this::begin);
    } else if (alarm.filter(at -> !at.isAfter(then)).isPresent()) {
      due = null;
      stepper.tick(then).forEach(this::begin);
    }
  }

  /** Signals that come one upon the other must not put the alarm off: it may be the deadline. */
  private Optional<Instant> alarm(Instant now) {
    Optional<Instant> wake = stepper.wakeAt(now);
    Instant before = due;
    due =
        before == null ? wake.orElse(null) : wake.filter(at -> at.isBefore(before)).orElse(before);
    if (wake.isEmpty()) {
      due = null;
    }
    return Optional.ofNullable(due);
  }

  /** Empty when the first of these moments has come. */
  private Optional<G> poll(Instant now, Stream<Instant> until) throws InterruptedException {
    Optional<Instant> first = until.min(Comparator.naturalOrder());
    if (first.isEmpty()) {
      return Optional.of(mailbox.take());
    }
    long millis = Duration.between(now, first.get()).toMillis();
    return millis <= 0
        ? Optional.empty()
        : Optional.ofNullable(mailbox.poll(millis, TimeUnit.MILLISECONDS));
  }

  /** Nothing more is to be done, and every fact stands in the journal. */
  private boolean isDone() {
    if (!stepper.isClosed()) {
      closedAt = null;
      return false;
    }
    if (stepper.waiting() == 0) {
      return true;
    }
    Instant now = clock.instant();
    Instant since = closedAt == null ? now : closedAt;
    closedAt = since;
    if (Duration.between(since, now).compareTo(LAST_PATIENCE) > 0) {
      throw Unwritten.of(id, stepper.waiting());
    }
    return false;
  }

  private Listener unbreakable(Listener ear) {
    return new Listener() {
      @Override
      public void fact(Entry entry) {
        guarded(() -> ear.fact(entry));
      }

      @Override
      public void stands(Entry entry) {
        guarded(() -> ear.stands(entry));
      }

      @Override
      public void journalRefuses(Trouble trouble, int waiting) {
        guarded(() -> ear.journalRefuses(trouble, waiting));
      }

      @Override
      public void journalWorksAgain(int late) {
        guarded(() -> ear.journalWorksAgain(late));
      }

      @Override
      public void dropped(int facts) {
        guarded(() -> ear.dropped(facts));
      }
    };
  }

  /** A listener that fails must not stop what ends machines; its failure is told at the end. */
  private void guarded(Runnable telling) {
    try {
      telling.run();
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
