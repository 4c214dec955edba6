package dev.sortie.cli.notify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Sends notices beside the run, which never waits for them. At the very end of the process those
 * that are under way have a moment. What does not arrive is said once for each receiver and stops
 * nothing. Thread-safe.
 */
public final class Notifier implements AutoCloseable {
  private static final Duration LAST_MOMENT = Duration.ofSeconds(3);

  private final List<Receiver> receivers;
  private final UnaryOperator<String> redact;
  private final Consumer<String> remark;
  private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  Notifier(List<Receiver> receivers, UnaryOperator<String> redact, Consumer<String> remark) {
    this.receivers = List.copyOf(receivers);
    this.redact = redact;
    this.remark = remark;
  }

  public void tell(Notice notice) {
    Notice clean =
        new Notice(
            notice.kind(), notice.run(), redact.apply(notice.text()), notice.cost(), notice.at());
    for (Receiver receiver : receivers) {
      Thread thread =
          Thread.ofVirtual().name(receiver.name()).unstarted(() -> send(receiver, clean));
      underWay.add(thread);
      thread.start();
    }
  }

  private void send(Receiver receiver, Notice notice) {
    try {
      receiver.send(notice);
    } catch (IOException | RuntimeException e) {
      if (failed.add(receiver.name())) {
        remark.accept(receiver.name() + " was not told: " + words(e));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.remove(Thread.currentThread());
    }
  }

  private static String words(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Gives what is under way a moment; a process that ends takes the rest along. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + LAST_MOMENT.toNanos();
    try {
      for (Thread thread : List.copyOf(underWay)) {
        thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
