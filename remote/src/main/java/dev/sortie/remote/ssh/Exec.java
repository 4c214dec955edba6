package dev.sortie.remote.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;

/**
 * A command running on the machine under {@code /bin/sh}. Its streams may be used from one thread
 * each. Closing it ends the command.
 */
public final class Exec implements AutoCloseable {
  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);
  private static final Map<String, Integer> SIGNALS =
      Map.ofEntries(
          Map.entry("HUP", 1),
          Map.entry("INT", 2),
          Map.entry("QUIT", 3),
          Map.entry("ILL", 4),
          Map.entry("ABRT", 6),
          Map.entry("FPE", 8),
          Map.entry("KILL", 9),
          Map.entry("USR1", 10),
          Map.entry("SEGV", 11),
          Map.entry("USR2", 12),
          Map.entry("PIPE", 13),
          Map.entry("ALRM", 14),
          Map.entry("TERM", 15));

  private final ChannelExec channel;
  private final InputStream out;
  private final InputStream err;
  private final OutputStream in;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean aborted;

  private Exec(ChannelExec channel) {
    this.channel = channel;
    this.out = new AfterMark(channel.getInvertedOut(), this::abort);
    this.err = new AfterMark(channel.getInvertedErr(), this::abort);
    this.in = channel.getInvertedIn();
    channel.addCloseFutureListener(_ -> closed.countDown());
  }

  static Exec open(ClientSession session, String script) throws IOException {
    String marked = "printf '\\001sortie\\002'; printf '\\001sortie\\002' >&2\n" + script;
    ChannelExec channel = channel(session, "exec /bin/sh -c " + Sh.quote(marked));
    try {
      channel.open().verify(OPEN_TIMEOUT);
    } catch (InterruptedIOException e) {
      channel.close(true);
      throw e;
    } catch (IOException e) {
      channel.close(true);
      throw new Cut("the machine opens no channel: " + e.getMessage(), e);
    }
    return new Exec(channel);
  }

  private static ChannelExec channel(ClientSession session, String command) throws IOException {
    try {
      return session.createExecChannel(command, StandardCharsets.UTF_8, null, Map.of());
    } catch (IllegalStateException e) {
      // So MINA says that the session closed between our look and this call.
      throw new Cut("the connection is closing", e);
    }
  }

  public InputStream out() {
    return out;
  }

  public InputStream err() {
    return err;
  }

  /** Its standard input; close it to send end-of-file. */
  public OutputStream in() {
    return in;
  }

  /**
   * Waits for the end.
   *
   * @return exit status; 128 + n when signal n ended it
   * @throws Cut when the connection went before the status came
   * @throws dev.sortie.core.remote.RemoteException when a bound was passed
   * @throws InterruptedIOException when this thread was interrupted; its flag is set again
   */
  public int exit() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (aborted) {
      throw Bounds.passed("what the machine prints");
    }
    Integer status = channel.getExitStatus();
    if (status != null) {
      return status;
    }
    String signal = channel.getExitSignal();
    if (signal != null) {
      return 128 + SIGNALS.getOrDefault(signal.toUpperCase(Locale.ROOT), 9);
    }
    throw new Cut("the connection closed in the middle of a command");
  }

  /** Takes nothing more of it, whatever the machine does: a bound was passed. */
  public void abort() {
    aborted = true;
    channel.close(true);
  }

  /** Whether a bound was passed. */
  public boolean isAborted() {
    return aborted;
  }

  /** Aborts it when it has not ended by then. */
  public Exec within(Duration limit) {
    Thread.ofVirtual()
        .name("ssh-limit")
        .start(() -> {
          try {
            if (!closed.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
              abort();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return this;
  }

  /**
   * Ends the command's input and the channel. OpenSSH sends no signal to a command of root, so
   * scripts that go on for long watch their input and end with it.
   */
  @Override
  public void close() {
    channel.close(false);
  }
}
