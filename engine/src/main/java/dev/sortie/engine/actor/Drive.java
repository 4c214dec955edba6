package dev.sortie.engine.actor;

import java.time.Duration;

/**
 * One aggregate being driven: signals in, facts into the journal, actions out. Thread-safe.
 *
 * @param <S> the aggregate's state
 * @param <G> signals it takes
 */
public interface Drive<S, G> {
  /** Reads the history and begins to live; at least one signal must be sent to it. */
  void start();

  void send(G signal);

  S state();

  /**
   * Waits until nothing more is to be done for the aggregate.
   *
   * @return whether that came to pass in time
   * @throws FencedException when another process drives it now
   * @throws RuntimeException what stopped the drive, if the journal failed it; or, once all is
   *     done, what the listener threw on the way
   */
  boolean awaitClosed(Duration atMost) throws InterruptedException;

  /** Whether nothing more is to be done, and every fact of it stands in the journal. */
  boolean isOver();

  /**
   * Waits until every fact that it knows of stands in the journal, whether or not it is over.
   *
   * @return whether that came to pass in time
   * @throws FencedException when another process drives it now
   * @throws dev.sortie.core.error.TroubleException when the journal could not be written for so
   *     long that nobody waits any more
   */
  boolean awaitWritten(Duration atMost) throws InterruptedException;

  /** Stops driving; the aggregate itself stays as the journal has it. */
  void stop();
}
