package dev.sortie.engine.run;

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
import java.util.ArrayList;
import java.util.List;

/** Sends so many bytes for each folder, as long as it may, and counts them. */
final class CountingHost implements RemoteHost {
  final List<PullRequest> asked = new ArrayList<>();
  private final long each;
  private long sent;

  CountingHost(long each) {
    this.each = each;
  }

  @Override
  public int run(String command, Output output) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HostKey hostKey() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SshAddress address() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Traffic traffic() {
    return new Traffic(0, sent);
  }

  @Override
  public void start(TaskStart task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskEnd follow(TaskId task, LogPosition from, TaskOutput output, Duration patience) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel(TaskId task, Duration grace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushReport push(PushRequest request, SyncProgress progress, Duration patience) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PullReport pull(PullRequest request, SyncProgress progress, Duration patience) {
    asked.add(request);
    sent += Math.min(each, request.atMostBytes().orElse(each));
    return new PullReport(0, 0, 0, 0, List.of());
  }

  @Override
  public void close() {}
}
