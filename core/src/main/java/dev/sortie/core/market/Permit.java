package dev.sortie.core.market;

/**
 * Asked in the last moment before a call that cannot be undone goes out: whoever makes it may have
 * waited for its turn, or slept, and lost the right to make it (law 9).
 */
@FunctionalInterface
public interface Permit {
  Permit ALWAYS = () -> {};

  /** Returns when the call may go out; throws when it may not. */
  void check();
}
