package dev.sortie.engine.run;

import dev.sortie.core.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which runs this process may drive. A run has one driver at a time: a lock on a file of the run,
 * which the system takes from a process that dies. Thread-safe.
 */
public final class RunClaims implements AutoCloseable {
  private final Path stateFolder;
  private final Map<RunId, FileChannel> held = new HashMap<>();

  public RunClaims(Path stateFolder) {
    this.stateFolder = stateFolder;
  }

  /** Whether this process may drive the run, from now until {@link #release}. */
  public synchronized boolean claim(RunId run) {
    if (held.containsKey(run)) {
      return true;
    }
    Path file = stateFolder.resolve("runs").resolve(run.value()).resolve("driver.lock");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return false;
      }
      held.put(run, channel);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized void release(RunId run) {
    FileChannel channel = held.remove(run);
    if (channel != null) {
      close(channel);
    }
  }

  @Override
  public synchronized void close() {
    held.values().forEach(RunClaims::close);
    held.clear();
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
