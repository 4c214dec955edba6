package dev.sortie.cli.terminal;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lines that stay, above a status that changes. On a terminal the status is the last lines of the
 * screen; piped, it is one plain line now and then. Thread-safe; the clock's tick redraws the
 * status by itself. Closing takes the status away and leaves the lines.
 */
public final class LiveView implements AutoCloseable {
  /** Piped, this much time lies between two status lines. */
  static final Duration PIPED_INTERVAL = Duration.ofSeconds(10);

  /** How long output without a line feed is held back, such as a question without an answer. */
  static final Duration HOLD = Duration.ofSeconds(2);

  private static final long TICK_MILLIS = 250;

  private final PrintStream out;
  private final Terminal terminal;
  private final Clock clock;
  private final StatusBlock block = new StatusBlock();
  private final List<TaskPane> panes = new ArrayList<>();
  private Supplier<List<String>> status = List::of;
  private Instant lastPiped;
  private String lastPipedText = "";
  private boolean closed;

  LiveView(PrintStream out, Terminal terminal, Clock clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    this.lastPiped = clock.instant();
  }

  /** A view that keeps itself up to date until it is closed. */
  public static LiveView open(PrintStream out, Terminal terminal, Clock clock) {
    LiveView view = new LiveView(out, terminal, clock);
    Thread.ofVirtual().name("live-view").start(view::keepTicking);
    return view;
  }

  /** Prints lines that stay. */
  public synchronized void line(String text) {
    print(List.of(text));
  }

  /** Replaces the status by this text; empty takes it away. */
  public synchronized void status(String text) {
    status(() -> text.isEmpty() ? List.of() : List.of(text));
  }

  /**
   * Replaces the status by lines that are asked for at every tick, for figures that change by
   * themselves such as the time left. The supplier must be quick and must not call this view.
   */
  public synchronized void status(Supplier<List<String>> lines) {
    status = lines;
    refresh();
  }

  /** A place for the output of one task; each of its lines is printed after {@code prefix}. */
  public synchronized TaskPane output(String prefix) {
    TaskPane pane = new TaskPane(this, prefix);
    panes.add(pane);
    return pane;
  }

  /** Lets go of the terminal, so that a question or a foreign program can have it, and returns. */
  public synchronized void suspendFor(Runnable use) {
    SafeStream.steer(out, block.erase(terminal.width()));
    out.flush();
    use.run();
    refresh();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    panes.forEach(TaskPane::finish);
    closed = true;
    SafeStream.steer(out, block.erase(terminal.width()));
    out.flush();
    notifyAll();
  }

  synchronized void print(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    SafeStream.steer(out, block.erase(terminal.width()));
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    out.print(text);
    refresh();
  }

  synchronized void remove(TaskPane pane) {
    panes.remove(pane);
  }

  /** What time brings: a new status, and output that was held back long enough. */
  synchronized void tick() {
    panes.forEach(pane -> pane.tick(clock.instant()));
    refresh();
  }

  Instant now() {
    return clock.instant();
  }

  boolean animates() {
    return terminal.outIsTty();
  }

  private void refresh() {
    if (closed) {
      return;
    }
    if (terminal.outIsTty()) {
      draw();
    } else {
      pipe();
    }
    out.flush();
  }

  private void draw() {
    List<String> lines = new ArrayList<>();
    for (TaskPane pane : panes) {
      pane.unfinished().ifPresent(lines::add);
    }
    lines.addAll(status.get());
    int width = terminal.width();
    if (!block.isShowing(lines, width)) {
      SafeStream.steer(out, block.erase(width));
      out.print(block.draw(lines, width));
    }
  }

  private void pipe() {
    Instant now = clock.instant();
    if (Duration.between(lastPiped, now).compareTo(PIPED_INTERVAL) < 0) {
      return;
    }
    String text = String.join("  ", status.get());
    if (!text.isEmpty() && !text.equals(lastPipedText)) {
      out.println(text);
      lastPiped = now;
      lastPipedText = text;
    }
  }

  private synchronized void keepTicking() {
    try {
      while (!closed) {
        tick();
        wait(TICK_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
