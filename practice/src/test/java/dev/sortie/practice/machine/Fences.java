package dev.sortie.practice.machine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Machines with or without a fence; a test that needs a fence is skipped where none can be. */
final class Fences {
  private static final Isolation BEST = Fence.best();

  private Fences() {}

  static LocalMachines machines(boolean fenced) {
    if (!fenced) {
      return new LocalMachines(new PlainFolders("the test wants it so"), text -> {});
    }
    assumeTrue(BEST instanceof PrivateMounts, () -> "no private mounts here: " + BEST.describe());
    return new LocalMachines(BEST, text -> {});
  }
}
