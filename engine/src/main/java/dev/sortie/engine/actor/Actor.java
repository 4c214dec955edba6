package dev.sortie.engine.actor;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.machine.Decision;
import dev.sortie.core.machine.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives one aggregate: one signal after another through {@code decide}, facts into the journal,
 * then the actions, whose outcomes come back as signals. Never two steps of one aggregate at once;
 * signals that arrive during a step wait. Thread-safe.
 *
 * <p>When another process wrote to the same aggregate in between, the state is read again and the
 * signal decided anew (law 9).
 */
public final class Actor<S, E extends Fact, G, A> {
  private static final Duration JOURNAL_RETRY = Duration.ofSeconds(2);

  private final AggregateId id;
  private final Class<E> factType;
  private final StateMachine<S, E, G, A> machine;
  private final Journal journal;
  private final InstantSource clock;
  private final Performer<A, G> performer;
  private final Listener listener;
  private final LinkedBlockingQueue<G> mailbox = new LinkedBlockingQueue<>();
  private final Set<A> underWay = ConcurrentHashMap.newKeySet();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private volatile S state;
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable RuntimeException listenerFailure;
  private volatile boolean stopped;
  private @Nullable Instant due;
  private long sequence;

  public Actor(
      AggregateId id,
      Class<E> factType,
      StateMachine<S, E, G, A> machine,
      Journal journal,
      InstantSource clock,
      Performer<A, G> performer,
      Listener listener) {
    this.id = id;
    this.factType = factType;
    this.machine = machine;
    this.journal = journal;
    this.clock = clock;
    this.performer = performer;
    this.listener = listener;
    this.state = machine.initial();
    this.thread = Thread.ofVirtual().name(id.toString()).unstarted(this::live);
  }

  /** Reads the history and begins to live. */
  public void start() {
    reload(false);
    thread.start();
  }

  public void send(G signal) {
    mailbox.add(signal);
  }

  public S state() {
    return state;
  }

  /**
   * Waits until nothing more is to be done for the aggregate.
   *
   * @return whether that came to pass in time
   * @throws RuntimeException what stopped the actor, if the journal failed it; or, once all is
   *     done, what the listener threw on the way
   */
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
    return ended && machine.isClosed(state);
  }

  /** Stops driving; the aggregate itself stays as the journal has it. */
  public void stop() {
    stopped = true;
    thread.interrupt();
    workers.forEach(Thread::interrupt);
  }

  /** Hears what an actor does. Called from its thread; must be quick and must not throw. */
  public interface Listener {
    /** A fact stands in the journal. */
    void fact(Entry entry);

    /** The journal cannot be written now; the actor tries again and does nothing meanwhile. */
    default void journalRefuses(Trouble trouble) {}

    /** It can again. */
    default void journalWorksAgain() {}
  }

  private void live() {
    try {
      while (!machine.isClosed(state)) {
        step(nextSignal());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      failure = new IllegalStateException(id + " cannot be driven any more", e);
    } finally {
      over.countDown();
    }
  }

  /** Signals that come one upon the other must not put the alarm off: it may be the deadline. */
  private G nextSignal() throws InterruptedException {
    Instant now = clock.instant();
    Optional<Instant> wake = machine.wakeAt(state, now);
    if (wake.isEmpty()) {
      due = null;
      return mailbox.take();
    }
    Instant before = due;
    Instant next = before == null || wake.get().isBefore(before) ? wake.get() : before;
    due = next;
    long millis = Duration.between(now, next).toMillis();
    G signal = millis <= 0 ? null : mailbox.poll(millis, TimeUnit.MILLISECONDS);
    if (signal == null) {
      due = null;
      return machine.tick();
    }
    return signal;
  }

  /**
   * One step. A journal that cannot be written (disk full, locked) must not end the driving of a
   * machine that costs money: the step is tried again until it can, and that is said aloud.
   */
  private void step(G signal) throws InterruptedException {
    boolean refused = false;
    while (true) {
      try {
        Instant now = clock.instant();
        Decision<E, A> decision = machine.decide(state, signal, now);
        if (append(decision, now)) {
          if (refused) {
            listener.journalWorksAgain();
          }
          decision.actions().forEach(this::begin);
          return;
        }
        reload(true);
      } catch (TroubleException e) {
        if (!refused) {
          listener.journalRefuses(e.trouble());
        }
        refused = true;
        Thread.sleep(JOURNAL_RETRY);
      }
    }
  }

  /** Whether the facts stand in the journal; not when somebody else has written since. */
  private boolean append(Decision<E, A> decision, Instant now) {
    if (decision.facts().isEmpty()) {
      return true;
    }
    try {
      journal.append(id, sequence, now, decision.facts());
    } catch (StaleWriterException _) {
      return false;
    }
    for (E fact : decision.facts()) {
      take(new Entry(id, ++sequence, now, fact), fact, true);
    }
    return true;
  }

  private void reload(boolean publish) {
    for (Entry entry : journal.read(id)) {
      if (entry.sequence() > sequence) {
        sequence = entry.sequence();
        take(entry, factType.cast(entry.fact()), publish);
      }
    }
  }

  private void take(Entry entry, E fact, boolean publish) {
    state = machine.evolve(state, fact, entry.at());
    if (publish) {
      publish(entry);
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
      outcome = performer.perform(action);
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
