package dev.sortie.practice.machine;

import java.nio.file.Path;
import java.util.Set;

/**
 * Where instances of the practice market come to life: real SSH servers with real processes on this
 * computer. The market above decides when and at what price; this only makes and unmakes machines.
 */
public interface Machines extends AutoCloseable {
  /**
   * Starts a machine for {@code spec}, or takes up again the one whose folder already stands (same
   * host key, same SSH port where it is still free, files kept).
   *
   * @throws MachineException when the machine cannot be made (port taken, disk full, no shell)
   */
  Machine start(MachineSpec spec);

  /**
   * Ends what an earlier market has left running, and says so: processes of machines whose folder
   * is gone, and those of machines in {@code folder} that are not {@code kept}. What belongs to a
   * market that is alive, or that may come back, is left alone.
   */
  default void endLeftovers(Path folder, Set<Path> kept) {}

  /**
   * One line on how far machines are fenced off here: "private mounts" or why only plain folders.
   */
  String isolation();

  /** Stops serving SSH. Machines that were not destroyed keep their folders and their processes. */
  @Override
  void close();
}
