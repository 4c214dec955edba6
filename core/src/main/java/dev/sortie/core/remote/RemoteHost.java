package dev.sortie.core.remote;

import dev.sortie.core.money.Traffic;
import java.time.Duration;

/**
 * One rented machine over one pooled SSH connection. Thread-safe. When the connection drops, {@link
 * #follow}, {@link #push} and {@link #pull} connect again by themselves and go on where they
 * stopped, for as long as their patience lasts. Interrupting the calling thread cancels the call.
 */
public interface RemoteHost extends AutoCloseable {
  HostKey hostKey();

  /** The key behind {@link #hostKey}, as known_hosts files write it: type and base64. */
  String publicHostKey();

  /** The address that answered last. */
  SshAddress address();

  /** Bytes over the wire so far, over all connections, as the instance sees them. */
  Traffic traffic();

  /**
   * Runs a command in the foreground under {@code /bin/sh -c} and waits for it.
   *
   * @return its exit status; 128 + n when signal n ended it
   * @throws RemoteException when the connection drops
   */
  int run(String command, Output output);

  /**
   * Starts a task that goes on without us: output to files, exit status to a file. Does nothing
   * when a task of that id was started before, so that it may be repeated after a crash.
   *
   * @throws RemoteException when the connection drops or the task cannot be started
   */
  void start(TaskStart task);

  /**
   * Passes on what the task prints from {@code from} on until it has ended and all is passed on.
   *
   * @param patience how long to keep on connecting again after a drop
   * @throws RemoteException when patience ran out; the task itself goes on
   */
  TaskEnd follow(TaskId task, LogPosition from, TaskOutput output, Duration patience);

  /** Ends a task's processes: TERM, then KILL after {@code grace}. */
  void cancel(TaskId task, Duration grace);

  /**
   * Makes the remote folder equal to the local one as far as we own it: sends what changed, deletes
   * what we once sent and is gone here, leaves everything else alone.
   *
   * @throws RemoteException when patience ran out or a disk is full; what arrived stays and a
   *     repetition sends only the rest
   */
  PushReport push(PushRequest request, SyncProgress progress, Duration patience);

  /**
   * Brings home what is new or changed in the remote folder. A file appears under its name only
   * when it is whole and its SHA-256 equals the remote one (law 8).
   *
   * @throws RemoteException when patience ran out or a disk is full; whole files stay
   */
  PullReport pull(PullRequest request, SyncProgress progress, Duration patience);

  @Override
  void close();
}
