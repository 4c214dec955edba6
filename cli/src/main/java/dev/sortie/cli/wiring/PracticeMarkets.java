package dev.sortie.cli.wiring;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One practice market for all processes that practise in the same state folder: whoever holds the
 * file lock hosts it, the others are its guests. The system frees the lock when the host ends in
 * any way, and then a guest takes over on the same port. Thread-safe.
 */
public final class PracticeMarkets implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PracticeMarkets.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final long WATCH_MILLIS = 250;

  private final Path note;
  private final PracticeHost.Starter starter;
  private final FileChannel channel;
  private @Nullable PracticeHost host;
  private @Nullable PracticeAccess access;
  private @Nullable Thread watch;
  private boolean closed;

  private PracticeMarkets(Path folder, PracticeHost.Starter starter) throws IOException {
    Files.createDirectories(folder);
    this.note = folder.resolve("market.json");
    this.starter = starter;
    this.channel =
        FileChannel.open(
            folder.resolve("market.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Hosts the market of this folder, or becomes a guest of the process that does.
   *
   * @throws dev.sortie.core.error.TroubleException when somebody hosts it but it never answers
   */
  public static PracticeMarkets join(Path folder, PracticeHost.Starter starter) {
    PracticeMarkets markets = open(folder, starter);
    try {
      markets.hostOrVisit();
      return markets;
    } catch (RuntimeException | Error failure) {
      markets.close();
      throw failure;
    }
  }

  /**
   * Hosts the market of this folder.
   *
   * @throws dev.sortie.core.error.TroubleException when another process does
   */
  public static PracticeMarkets host(Path folder, PracticeHost.Starter starter) {
    PracticeMarkets markets = open(folder, starter);
    try {
      if (!markets.tryHosting()) {
        throw hostedElsewhere(markets.note).asException();
      }
      return markets;
    } catch (RuntimeException | Error failure) {
      markets.close();
      throw failure;
    }
  }

  private static PracticeMarkets open(Path folder, PracticeHost.Starter starter) {
    try {
      return new PracticeMarkets(folder, starter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized PracticeAccess access() {
    if (access == null) {
      throw new IllegalStateException("not joined");
    }
    return access;
  }

  /** Whether the market runs in this process. */
  public synchronized boolean isHost() {
    return host != null;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (watch != null) {
        watch.interrupt();
      }
      if (host != null) {
        host.close();
      }
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hostOrVisit() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!tryHosting()) {
        Optional<PracticeNote> found = PracticeNote.read(note);
        if (found.isPresent() && answers(found.get().access())) {
          visit(found.get().access());
          return;
        }
        if (System.nanoTime() > deadline) {
          throw new Trouble(
                  Cause.STATE_LOCKED,
                  "another process holds the practice market, but it does not answer: " + note,
                  "end that process, then run the same command again")
              .asException();
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for the practice market", e);
    }
  }

  private synchronized void visit(PracticeAccess found) {
    access = found;
    watch = Thread.ofVirtual().name("practice-watch").start(this::watch);
  }

  /** Waits for the host to end, to take over. */
  private void watch() {
    try {
      while (!tryHosting()) {
        Thread.sleep(WATCH_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot take over the practice market", e);
    }
  }

  /** The lock is kept until the channel is closed. */
  private synchronized boolean tryHosting() {
    if (closed) {
      return true;
    }
    try {
      if (!lock()) {
        return false;
      }
      // Until ours is written, nobody must follow the note of a host that is gone.
      Files.deleteIfExists(note);
      PracticeHost started = starter.start();
      host = started;
      access = started.access();
      new PracticeNote(started.access(), ProcessHandle.current().pid()).write(note);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean lock() throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      // Held by another instance in this very process.
      return false;
    }
  }

  private static boolean answers(PracticeAccess access) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
      HttpRequest request = HttpRequest.newBuilder(access.url()).timeout(ANSWER).build();
      // Any answer will do: the lock says that the process is alive, this that it serves.
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      LOG.log(System.Logger.Level.DEBUG, "the practice market answers {0}", status);
      return true;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the practice market does not answer yet: {0}", e);
      return false;
    }
  }

  private static Trouble hostedElsewhere(Path note) {
    try {
      String where =
          PracticeNote.read(note)
              .map(found -> "process " + found.pid() + " serves it at " + found.access().url())
              .orElse("another process is starting it");
      return new Trouble(
          Cause.STATE_LOCKED,
          "the practice market of this state folder runs already: " + where,
          "use that one (add --practice), or set SORTIE_STATE to another folder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
