package dev.sortie.cli.wiring;

/** A practice market that runs in this process until it is closed. */
public interface PracticeHost extends AutoCloseable {
  PracticeAccess access();

  @Override
  void close();

  /** Starts one; on the port of the last time, if that is free. */
  @FunctionalInterface
  interface Starter {
    /**
     * @throws java.io.UncheckedIOException when its port or its folder cannot be used
     */
    PracticeHost start();
  }
}
