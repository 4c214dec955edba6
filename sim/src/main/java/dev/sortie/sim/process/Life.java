package dev.sortie.sim.process;

import dev.sortie.engine.actor.SteadyClock;
import dev.sortie.sim.time.Agenda;
import java.time.InstantSource;

/** One life of a process: killed, nothing of it happens any more; paused, it happens later. */
public final class Life {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Agenda agenda;
  private final SteadyClock clock;
  private final String name;
  private final Runnable changed;
  private boolean alive = true;
  private long endedAt;
  private long pausedSince;
  private long pausedUntil = -1;

  /**
   * @param wall the computer's clock, which somebody may set
   * @param changed hears when it ends, falls asleep or wakes
   */
  public Life(Agenda agenda, InstantSource wall, String name, Runnable changed) {
    this.agenda = agenda;
    this.clock = new SteadyClock(wall, () -> agenda.now() * NANOS_PER_MILLI);
    this.name = name;
    this.changed = changed;
  }

  public String name() {
    return name;
  }

  /** The time by which this process counts. */
  SteadyClock clock() {
    return clock;
  }

  public boolean isAlive() {
    return alive;
  }

  public boolean isAwake() {
    return alive && agenda.now() >= pausedUntil;
  }

  public boolean isPaused() {
    return alive && agenda.now() < pausedUntil;
  }

  /** For how long others have heard nothing of it, milliseconds. */
  long silence() {
    return isPaused() ? agenda.now() - pausedSince : 0;
  }

  /** Since when nothing of it has happened; now, while it is awake. */
  public long silentSince() {
    return alive ? agenda.now() - silence() : endedAt;
  }

  public void end() {
    endedAt = alive ? agenda.now() - silence() : endedAt;
    alive = false;
    changed.run();
  }

  public void pause(long millis) {
    if (!isPaused()) {
      pausedSince = agenda.now();
    }
    pausedUntil = Math.max(pausedUntil, agenda.now() + millis);
    agenda.at(pausedUntil, changed);
    changed.run();
  }

  /** Something this process does after a while, if it lives and is awake by then. */
  void in(long delayMillis, Runnable what) {
    agenda.in(delayMillis, () -> now(what));
  }

  void now(Runnable what) {
    if (!alive) {
      return;
    }
    if (agenda.now() < pausedUntil) {
      agenda.at(pausedUntil, () -> now(what));
    } else {
      what.run();
    }
  }
}
