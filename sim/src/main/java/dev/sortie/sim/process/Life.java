package dev.sortie.sim.process;

import dev.sortie.sim.time.Agenda;

/** One life of a process: killed, nothing of it happens any more; paused, it happens later. */
public final class Life {
  private final Agenda agenda;
  private final String name;
  private final Runnable changed;
  private boolean alive = true;
  private long pausedSince;
  private long pausedUntil = -1;

  /**
   * @param changed hears when it ends, falls asleep or wakes
   */
  public Life(Agenda agenda, String name, Runnable changed) {
    this.agenda = agenda;
    this.name = name;
    this.changed = changed;
  }

  public String name() {
    return name;
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

  public void end() {
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
