package dev.sortie.sim.market;

/** One result on a machine. */
public final class OutFile {
  private final int task;
  private final int number;
  private final int version;
  private final long bytes;
  private final boolean hostile;
  private int changing;

  OutFile(int task, int number, int version, long bytes, boolean hostile, int changing) {
    this.task = task;
    this.number = number;
    this.version = version;
    this.bytes = bytes;
    this.hostile = hostile;
    this.changing = changing;
  }

  public int task() {
    return task;
  }

  /** Stands for its content. */
  public int version() {
    return version;
  }

  public long bytes() {
    return bytes;
  }

  /** Whether no pull will ever bring it. */
  public boolean isHostile() {
    return hostile;
  }

  /** Whether it changed while it was read this time. */
  public boolean changesNow() {
    return changing > 0 && changing-- > 0;
  }

  /** One number for its path. */
  public int key() {
    return task * 16 + number;
  }

  public String path() {
    return "task-" + task + "/out-" + number;
  }
}
