package dev.sortie.remote;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A memory file system of a given size; where the kernel refuses one the test is skipped. */
record SmallDisk(Path folder) implements AutoCloseable {
  static SmallDisk mount(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder.toString()) == 0,
        "needs to mount a tmpfs");
    return new SmallDisk(folder);
  }

  void resize(String size) throws IOException {
    if (run("mount", "-o", "remount,size=" + size, folder.toString()) != 0) {
      throw new IOException("cannot resize " + folder);
    }
  }

  private static int run(String... command) throws IOException {
    return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
  }

  /** What was cancelled may take a moment to close its files; what never does is a leak. */
  @Override
  public void close() {
    await("nothing holds files in " + folder).until(() -> run("umount", folder.toString()) == 0);
  }
}
