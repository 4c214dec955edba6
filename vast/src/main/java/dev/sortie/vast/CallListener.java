package dev.sortie.vast;

/**
 * Is told of every API call once it is over, for {@code --explain} and diagnostics. Called on the
 * thread that made the call; must be safe for many threads. Gets no secrets. Must not throw: the
 * outcome of the call would be lost.
 */
@FunctionalInterface
public interface CallListener {
  CallListener NONE = report -> {};

  void called(CallReport report);

  /** Something in an answer that was left out, in words. */
  default void remarked(String what) {}
}
