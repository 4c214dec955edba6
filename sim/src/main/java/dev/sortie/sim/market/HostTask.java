package dev.sortie.sim.market;

/** A detached task on a machine; it goes on whoever watches. */
public final class HostTask {
  private static final long NEVER = Long.MAX_VALUE;

  private long ends;
  private int status;
  private boolean vanished;

  HostTask(long ends, int status) {
    this.ends = ends;
    this.status = status;
  }

  /** When it ends; {@link Long#MAX_VALUE} for never. */
  public long ends() {
    return ends;
  }

  public int status() {
    return status;
  }

  /** Whether its processes are gone without an exit status. */
  public boolean isVanished() {
    return vanished;
  }

  boolean isOver(long now) {
    return now >= ends || vanished;
  }

  void vanish(long now) {
    if (!isOver(now)) {
      vanished = true;
      ends = now;
    }
  }

  void end(long now, int with) {
    if (!isOver(now)) {
      ends = now;
      status = with;
    }
  }

  void hang() {
    ends = NEVER;
  }
}
