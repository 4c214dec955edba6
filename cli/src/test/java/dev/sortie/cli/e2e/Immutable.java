package dev.sortie.cli.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** A folder that nobody may change, its owner and root included ({@code chattr +i}). */
record Immutable(Path folder) implements AutoCloseable {
  Immutable {
    boolean possible = SmallDisk.run("chattr", "-R", "-f", "-i", folder.toString());
    assumeTrue(possible, "nothing can be made immutable here");
  }

  void on() {
    if (!SmallDisk.run("chattr", "-R", "+i", folder.toString())) {
      throw new AssertionError("cannot make " + folder + " immutable");
    }
  }

  void off() {
    SmallDisk.run("chattr", "-R", "-f", "-i", folder.toString());
  }

  @Override
  public void close() {
    off();
  }
}
