package dev.sortie.engine.actor;

import java.util.List;

/**
 * Does what a state machine asked for and says what came of it. Each call has a virtual thread of
 * its own and may block; interruption means that nobody waits for the outcome any more.
 */
public interface Performer<A, G> {
  List<G> perform(A action) throws InterruptedException;

  /** What the machine is to be told when {@link #perform} failed in a way nobody foresaw. */
  List<G> fault(A action, RuntimeException fault);
}
