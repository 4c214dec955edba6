package dev.sortie.sim.market;

import dev.sortie.sim.time.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine of one instance: its network, its tasks, its files. The guard stands beside it. */
public final class Host {
  private final Contract contract;
  private final Map<String, HostTask> tasks = new HashMap<>(8);
  private final List<OutFile> files = new ArrayList<>(4);
  private long sshUp = Long.MAX_VALUE;
  private long cutFrom;
  private long cutUntil;
  private boolean silent;
  private long bytesPerSecond = 20_000_000;
  private boolean worked;

  Host(Contract contract) {
    this.contract = contract;
  }

  void sshUpAt(long when) {
    sshUp = when;
  }

  /** Nothing gets through for a while. */
  public void cut(long now, long until, boolean blackHole) {
    if (now >= cutUntil) {
      cutFrom = now;
    }
    cutUntil = Math.max(cutUntil, until);
    silent = blackHole;
  }

  public void slow() {
    bytesPerSecond = 400_000;
  }

  public boolean isReachable(long now) {
    return contract.isRunning() && now >= sshUp && !isCut(now);
  }

  /** Since when it has let us in, if it does. */
  long openSince() {
    return Math.max(sshUp, cutUntil);
  }

  public boolean isCut(long now) {
    return now >= cutFrom && now < cutUntil;
  }

  /** Whether attempts hang instead of being refused. */
  public boolean isSilent(long now) {
    return isCut(now) && silent;
  }

  public long cutEnds() {
    return cutUntil;
  }

  public long millisFor(long bytes) {
    return bytes * 1000 / bytesPerSecond;
  }

  public long bytesIn(long millis) {
    return millis * bytesPerSecond / 1000;
  }

  /** Whether anything was ever pushed or started here. */
  public boolean hasWorked() {
    return worked;
  }

  public void work() {
    worked = true;
  }

  public @Nullable HostTask task(String id) {
    return tasks.get(id);
  }

  /** Starts a task, unless it was started before. */
  public HostTask start(String id, long now, long millis, int status) {
    worked = true;
    return tasks.computeIfAbsent(id, _ -> new HostTask(now + millis, status));
  }

  public void write(int task, int number, long bytes, boolean hostile, boolean changes, Dice dice) {
    int version = (int) dice.next() | 1;
    int changing = changes ? 1 + dice.below(2) : 0;
    files.removeIf(file -> file.task() == task && file.key() == task * 16 + number);
    files.add(new OutFile(task, number, version, bytes, hostile, changing));
  }

  public List<OutFile> files() {
    return files;
  }

  public void killTasks(long now) {
    tasks.values().forEach(task -> task.vanish(now));
  }

  public void cancel(String id, long now) {
    HostTask task = tasks.get(id);
    if (task != null) {
      task.end(now, 143);
    }
  }

  /** What runs now never ends. */
  public void hang(long now) {
    tasks.values().stream().filter(task -> !task.isOver(now)).forEach(HostTask::hang);
  }

  public void fail(long now) {
    tasks.values().forEach(task -> task.end(now, 1));
  }
}
