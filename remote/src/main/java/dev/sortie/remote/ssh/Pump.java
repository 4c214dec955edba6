package dev.sortie.remote.ssh;

import dev.sortie.core.remote.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Passes on what a command prints, one chunk at a time whatever the stream. */
public final class Pump {
  private static final int CHUNK_BYTES = 32 * 1024;

  private final Exec exec;
  private final Output output;
  private final ReentrantLock passing = new ReentrantLock();
  private final AtomicReference<@Nullable RuntimeException> refused = new AtomicReference<>();
  private long out;
  private long err;
  private final long mostBytes;
  private boolean stopped;

  /** Of a task, which may print as much as it likes. */
  public Pump(Exec exec, Output output) {
    this(exec, output, Long.MAX_VALUE);
  }

  /**
   * @param mostBytes what it may print on both streams together before it counts as broken
   */
  public Pump(Exec exec, Output output, long mostBytes) {
    this.exec = exec;
    this.output = output;
    this.mostBytes = mostBytes;
  }

  /**
   * Until the command ends.
   *
   * @return its exit status
   * @throws Cut when the connection went; all chunks counted so far were passed on
   */
  public int run() throws IOException {
    try {
      return untilEnd();
    } catch (Cut e) {
      RuntimeException thrown = refused.get();
      if (thrown != null) {
        throw thrown;
      }
      throw e;
    } finally {
      stop();
    }
  }

  private int untilEnd() throws IOException {
    Thread outReader = Thread.ofVirtual().name("ssh-out").start(() -> pass(exec.out(), true));
    Thread errReader = Thread.ofVirtual().name("ssh-err").start(() -> pass(exec.err(), false));
    try {
      int status = exec.exit();
      outReader.join();
      errReader.join();
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void pass(InputStream in, boolean standardOut) {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      for (int n = in.read(buffer); n >= 0 && pass(Arrays.copyOf(buffer, n), standardOut); ) {
        n = in.read(buffer);
      }
    } catch (IOException _) {
      // A cut shows as a missing exit status, which run() reports.
    } catch (RuntimeException e) {
      refused.compareAndSet(null, e);
      exec.close();
    }
  }

  private boolean pass(byte[] chunk, boolean standardOut) {
    passing.lock();
    try {
      if (stopped) {
        return false;
      }
      if (standardOut) {
        output.standardOut(chunk);
        out += chunk.length;
      } else {
        output.standardError(chunk);
        err += chunk.length;
      }
      if (out + err > mostBytes) {
        exec.abort();
        return false;
      }
      return true;
    } finally {
      passing.unlock();
    }
  }

  /** After this no chunk is passed on any more, so that the counts are final. */
  private void stop() {
    passing.lock();
    stopped = true;
    passing.unlock();
  }

  public long passedOut() {
    return out;
  }

  public long passedErr() {
    return err;
  }
}
