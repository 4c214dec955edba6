package dev.sortie.remote.ssh;

import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SshTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The pooled connection to one machine: dials again when it is gone. Thread-safe. */
public final class Link implements AutoCloseable {
  /** Silence after which a peer that owes an answer counts as dead. */
  private static final Duration DEAD_AFTER = Duration.ofSeconds(15);

  private static final Duration ASK_AFTER = Duration.ofSeconds(4);

  private final Dialer dialer;
  private final SshTarget target;
  private final ReentrantLock dialing = new ReentrantLock();
  private Dialer.@Nullable Dialed current;
  private Optional<HostKey> pinned;
  private Traffic earlier = Traffic.NONE;
  private boolean closed;

  public Link(Dialer dialer, SshTarget target) {
    this.dialer = dialer;
    this.target = target;
    this.pinned = target.pinned();
  }

  /** Writes a command's standard input. */
  public interface Input {
    Input NONE = _ -> {};

    void write(OutputStream in) throws IOException;
  }

  /** Connects unless connected. */
  public void connect() throws InterruptedIOException {
    dialed();
  }

  private Dialer.Dialed dialed() throws InterruptedIOException {
    try {
      dialing.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    try {
      if (closed) {
        throw new IllegalStateException("this machine's connection was closed");
      }
      Dialer.Dialed before = current;
      if (before != null && before.session().isOpen()) {
        return before;
      }
      Dialer.Dialed now = dialer.dial(target.addresses().get(), target.privateKey(), pinned);
      if (before != null) {
        earlier = earlier.plus(traffic(before));
      }
      current = now;
      pinned = Optional.of(now.hostKey());
      watch(now.session());
      return now;
    } finally {
      dialing.unlock();
    }
  }

  /** Closes the session when nothing was heard for too long, though we asked. */
  private static void watch(CountingSession session) {
    Thread.ofVirtual()
        .name("ssh-watch")
        .start(() -> {
          while (session.isOpen()) {
            try {
              Thread.sleep(1_000);
            } catch (InterruptedException e) {
              return;
            }
            Duration silent = Duration.ofNanos(System.nanoTime() - session.heardAtNanos());
            if (silent.compareTo(DEAD_AFTER) > 0) {
              session.close(true);
            } else if (silent.compareTo(ASK_AFTER) > 0) {
              session.askAlive();
            }
          }
        });
  }

  /** Starts a command; connects first where necessary. */
  public Exec exec(String script) throws IOException {
    return Exec.open(dialed().session(), script);
  }

  /** Runs a command to its end and keeps what it said. Interrupting ends the command. */
  public Reply ask(String script, Input input) throws IOException {
    try (Exec exec = exec(script)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      StringBuilder err = new StringBuilder();
      exec.within(Bounds.ANSWER_TIME);
      Thread outReader = Thread.ofVirtual().start(() -> drain(exec, out));
      Thread errReader = Thread.ofVirtual().start(() -> err.append(head(exec.err())));
      try (OutputStream in = exec.in()) {
        input.write(in);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        // The command may end without reading all of its input; its status and words tell more.
        if (!exec.isAborted() && !dialed().session().isOpen()) {
          throw new Cut("the connection dropped: " + e.getMessage(), e);
        }
      }
      try {
        int status = exec.exit();
        outReader.join();
        errReader.join();
        return new Reply(status, out.toByteArray(), err.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  private static void drain(Exec exec, ByteArrayOutputStream to) {
    byte[] buffer = new byte[16 * 1024];
    try {
      for (int n = exec.out().read(buffer); n >= 0; n = exec.out().read(buffer)) {
        to.write(buffer, 0, n);
        if (to.size() > Bounds.ANSWER_BYTES) {
          exec.abort();
          return;
        }
      }
    } catch (IOException _) {
      // A cut shows as a missing exit status, which the caller reports.
    }
  }

  /** The first part of what a command says on standard error, reading all of it. */
  public static String head(InputStream in) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        kept.write(buffer, 0, Math.min(n, Bounds.ERROR_BYTES - kept.size()));
      }
    } catch (IOException _) {
      // A cut shows as a missing exit status, which the caller reports.
    }
    return kept.toString(java.nio.charset.StandardCharsets.UTF_8).strip();
  }

  public HostKey hostKey() {
    return last().hostKey();
  }

  public String publicHostKey() {
    return last().publicHostKey();
  }

  public SshAddress address() {
    return last().address();
  }

  private Dialer.Dialed last() {
    dialing.lock();
    try {
      if (current == null) {
        throw new RemoteException(new RemoteProblem.Unreachable("never connected"));
      }
      return current;
    } finally {
      dialing.unlock();
    }
  }

  /** As the instance sees it: what we sent is its download. */
  public Traffic traffic() {
    dialing.lock();
    try {
      return current == null ? earlier : earlier.plus(traffic(current));
    } finally {
      dialing.unlock();
    }
  }

  private static Traffic traffic(Dialer.Dialed dialed) {
    return new Traffic(dialed.session().bytesSent(), dialed.session().bytesReceived());
  }

  @Override
  public void close() {
    dialing.lock();
    try {
      closed = true;
      if (current != null) {
        current.session().close(false);
      }
    } finally {
      dialing.unlock();
    }
  }
}
