package dev.sortie.core.journal;

/**
 * The port to a lock that all processes sharing a journal respect, for what must be looked up and
 * written down as one.
 */
public interface Mutex {
  /** Does {@code work} while nobody else does theirs. Not to be entered twice by one thread. */
  void alone(Runnable work);
}
