package dev.sortie.remote;

import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskOutput;
import dev.sortie.core.remote.TaskStart;
import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Pump;
import dev.sortie.remote.ssh.Sh;
import dev.sortie.remote.sync.Looks;
import dev.sortie.remote.sync.Pull;
import dev.sortie.remote.sync.Push;
import dev.sortie.remote.tasks.Tasks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** One machine over one {@link Link}. Thread-safe. */
final class SshRemoteHost implements RemoteHost {
  private static final String FOREGROUND = Sh.script(SshRemoteHost.class, "foreground.sh");

  private final Link link;
  private final Duration commandTime;
  private final Tasks tasks;
  private final Looks looks = new Looks();

  /**
   * @param commandTime how long {@link #run} waits for the end of a command
   */
  SshRemoteHost(Link link, Duration commandTime) {
    this.link = link;
    this.commandTime = commandTime;
    this.tasks = new Tasks(link);
  }

  @Override
  public HostKey hostKey() {
    return link.hostKey();
  }

  @Override
  public String publicHostKey() {
    return link.publicHostKey();
  }

  @Override
  public SshAddress address() {
    return link.address();
  }

  @Override
  public Traffic traffic() {
    return link.traffic();
  }

  @Override
  public int run(String command, Output output) {
    return once(() -> {
      try (Exec exec = link.exec("COMMAND=" + Sh.quote(command) + "\n" + FOREGROUND)) {
        exec.within(commandTime);
        return new Pump(exec, output, Bounds.COMMAND_BYTES).run();
      }
    });
  }

  @Override
  public void start(TaskStart task) {
    once(() -> {
      tasks.start(task);
      return 0;
    });
  }

  @Override
  public TaskEnd follow(TaskId task, LogPosition from, TaskOutput output, Duration patience) {
    return tasks.follow(task, from, output, patience);
  }

  @Override
  public void cancel(TaskId task, Duration grace) {
    once(() -> {
      tasks.cancel(task, grace);
      return 0;
    });
  }

  @Override
  public PushReport push(PushRequest request, SyncProgress progress, Duration patience) {
    return new Push(link, request, progress).run(patience);
  }

  @Override
  public PullReport pull(PullRequest request, SyncProgress progress, Duration patience) {
    return new Pull(link, request, looks, progress).run(patience);
  }

  @Override
  public void close() {
    link.close();
  }

  private static <T> T once(Patience.Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (InterruptedIOException e) {
      throw Patience.interrupted(e);
    } catch (IOException e) {
      throw new RemoteException(
          new RemoteProblem.Dropped("the connection dropped: " + e.getMessage()), e);
    }
  }
}
