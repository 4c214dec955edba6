package dev.sortie.engine.guard;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs commands in a {@link GuardBox}; the guard needs nothing else of a machine. */
final class BoxHost implements RemoteHost {
  private final GuardBox box;

  /** All that went to the machine. */
  final List<String> sent = new CopyOnWriteArrayList<>();

  BoxHost(GuardBox box) {
    this.box = box;
  }

  @Override
  public int run(String command, Output output) {
    sent.add(command);
    try {
      Process process = box.enter(command);
      output.standardOut("Welcome. Have fun!".getBytes(StandardCharsets.UTF_8));
      output.standardOut(process.getInputStream().readAllBytes());
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
    return Traffic.NONE;
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
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
