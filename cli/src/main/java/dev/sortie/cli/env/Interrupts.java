package dev.sortie.cli.env;

/** The wishes of the person (Ctrl-C) or the system (TERM, HUP) that a command comes to its end. */
public interface Interrupts {
  /** None ever come; for tests. */
  Interrupts NONE = handler -> () -> {};

  /**
   * Calls {@code handler} at each signal, on a thread of its own, instead of ending the process,
   * until the registration is closed.
   */
  Registration onSignal(Handler handler);

  /** Told of each signal. */
  @FunctionalInterface
  interface Handler {
    /**
     * @param signal {@code INT}, {@code TERM} or {@code HUP}
     */
    void signalled(String signal);
  }

  /** Handling of signals while open. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
