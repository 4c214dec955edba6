package dev.sortie.cli.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own that is soon full; tests are skipped where none may be mounted. */
record SmallDisk(Path folder) implements AutoCloseable {
  static SmallDisk mount(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    assumeTrue(mounted, "no file system may be mounted here, so no disk can be made full");
    return new SmallDisk(folder);
  }

  void resize(String size) {
    if (!run("mount", "-o", "remount,size=" + size, folder.toString())) {
      throw new AssertionError("cannot make " + folder + " larger");
    }
  }

  /** From here on nothing on it can be changed, or again. */
  void readOnly(boolean on) {
    if (!run("mount", "-o", "remount," + (on ? "ro" : "rw"), folder.toString())) {
      throw new AssertionError("cannot remount " + folder);
    }
  }

  static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // Lazily: a killed program may hold it for a moment.
    run("umount", "-l", folder.toString());
  }
}
