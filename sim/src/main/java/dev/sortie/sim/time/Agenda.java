package dev.sortie.sim.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * The virtual clock and what is to happen when. Things due at the same moment happen in an order
 * that the dice decide, the same for the same seed.
 */
public final class Agenda implements InstantSource {
  /** In milliseconds since 1970: 1 January 2026, noon. */
  private static final long START = 1_767_268_800_000L;

  private final Dice dice;
  private long[] dues = new long[64];
  private int[] ties = new int[64];
  private Runnable[] events = new Runnable[64];
  private int size;
  private long now;
  private Instant instant = Instant.ofEpochMilli(START);
  private long happened;

  public Agenda(Dice dice) {
    this.dice = dice;
  }

  /** Milliseconds since the beginning. */
  public long now() {
    return now;
  }

  @Override
  public Instant instant() {
    return instant;
  }

  public static long millis(Instant at) {
    return at.toEpochMilli() - START;
  }

  public static Instant instant(long millis) {
    return Instant.ofEpochMilli(START + millis);
  }

  /** How many events have happened. */
  public long happened() {
    return happened;
  }

  public void in(long delayMillis, Runnable event) {
    at(now + delayMillis, event);
  }

  public void at(long millis, Runnable event) {
    if (size == events.length) {
      dues = Arrays.copyOf(dues, size * 2);
      ties = Arrays.copyOf(ties, size * 2);
      events = Arrays.copyOf(events, size * 2);
    }
    up(size++, Math.max(millis, now), (int) dice.next(), event);
  }

  /** Lets the next thing happen; false when nothing is left or it is due after {@code last}. */
  public boolean step(long last) {
    if (size == 0 || dues[0] > last) {
      return false;
    }
    long due = dues[0];
    Runnable event = events[0];
    size--;
    if (size > 0) {
      down(dues[size], ties[size], events[size]);
    }
    events[size] = Agenda::nothing;
    if (due != now) {
      now = due;
      instant = Instant.ofEpochMilli(START + now);
    }
    happened++;
    event.run();
    return true;
  }

  private static void nothing() {
    // Fills a place in the heap that is free.
  }

  private void up(int from, long due, int tie, Runnable event) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (!isBefore(due, tie, parent)) {
        break;
      }
      move(parent, place);
      place = parent;
    }
    put(place, due, tie, event);
  }

  private void down(long due, int tie, Runnable event) {
    int place = 0;
    int half = size >>> 1;
    while (place < half) {
      int child = 2 * place + 1;
      if (child + 1 < size && isBefore(dues[child + 1], ties[child + 1], child)) {
        child++;
      }
      if (isBefore(due, tie, child)) {
        break;
      }
      move(child, place);
      place = child;
    }
    put(place, due, tie, event);
  }

  private boolean isBefore(long due, int tie, int other) {
    return due < dues[other] || (due == dues[other] && tie < ties[other]);
  }

  private void move(int from, int to) {
    put(to, dues[from], ties[from], events[from]);
  }

  private void put(int place, long due, int tie, Runnable event) {
    dues[place] = due;
    ties[place] = tie;
    events[place] = event;
  }
}
