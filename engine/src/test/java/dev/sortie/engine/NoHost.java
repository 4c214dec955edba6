package dev.sortie.engine;

import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskOutput;
import dev.sortie.core.remote.TaskStart;
import java.time.Duration;

/** A machine of which nothing is asked, for tests to give what they need. */
public abstract class NoHost implements RemoteHost {
  @Override
  public int run(String command, Output output) {
    throw unexpected();
  }

  @Override
  public String publicHostKey() {
    throw unexpected();
  }

  @Override
  public HostKey hostKey() {
    throw unexpected();
  }

  @Override
  public SshAddress address() {
    throw unexpected();
  }

  @Override
  public Traffic traffic() {
    return Traffic.NONE;
  }

  @Override
  public void start(TaskStart task) {
    throw unexpected();
  }

  @Override
  public TaskEnd follow(TaskId task, LogPosition from, TaskOutput output, Duration patience) {
    throw unexpected();
  }

  @Override
  public void cancel(TaskId task, Duration grace) {
    throw unexpected();
  }

  @Override
  public PushReport push(PushRequest request, SyncProgress progress, Duration patience) {
    throw unexpected();
  }

  @Override
  public PullReport pull(PullRequest request, SyncProgress progress, Duration patience) {
    throw unexpected();
  }

  @Override
  public void close() {}

  private static AssertionError unexpected() {
    return new AssertionError("nobody expected that of the machine");
  }
}
