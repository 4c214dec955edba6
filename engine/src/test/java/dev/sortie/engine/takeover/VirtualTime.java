package dev.sortie.engine.takeover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves only from one thing that happens to the next. */
final class VirtualTime implements InstantSource {
  private record Event(Instant at, long number, Runnable what) {}

  private final PriorityQueue<Event> agenda =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private long numbers;

  @Override
  public Instant instant() {
    return now;
  }

  void at(Instant when, Runnable what) {
    agenda.add(new Event(when.isBefore(now) ? now : when, numbers++, what));
  }

  void in(Duration wait, Runnable what) {
    at(now.plus(wait), what);
  }

  /** Nothing happens for a while. */
  void pass(Duration span) {
    agenda.clear();
    now = now.plus(span);
  }

  /** The next thing happens; not when there is nothing to come. */
  boolean step() {
    Event next = agenda.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    next.what().run();
    return true;
  }
}
