package dev.sortie.remote.tasks;

import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskOutput;
import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Pump;
import dev.sortie.remote.ssh.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows one task over as many connections as it takes. For one thread. */
final class Follow {
  /** A runner that made its mark but wrote no process id for so long died in between. */
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private final Link link;
  private final TaskId task;
  private final TaskOutput output;
  private LogPosition read;
  private boolean lost;
  private Optional<Long> startingSinceNanos = Optional.empty();

  Follow(Link link, TaskId task, LogPosition from, TaskOutput output) {
    this.link = link;
    this.task = task;
    this.read = from;
    this.output = output;
  }

  TaskEnd until(Duration limit) {
    Patience patience =
        new Patience(
            limit,
            (ago, why) -> {
              lost = true;
              output.lost(ago, why);
            });
    while (true) {
      Optional<TaskEnd> end =
          patience.keepTrying(() -> {
            stream(patience);
            return end(patience);
          });
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  /** Passes on output until the remote side sees the task's end. */
  private void stream(Patience patience) throws IOException {
    Map<String, String> offsets =
        Map.of(
            "OUT", Long.toString(read.standardOut()), "ERR", Long.toString(read.standardError()));
    try (Exec exec = link.exec(Tasks.script(task, offsets, "follow.sh"))) {
      back(patience);
      Pump pump = new Pump(exec, output);
      try {
        pump.run();
      } finally {
        read =
            new LogPosition(
                read.standardOut() + pump.passedOut(), read.standardError() + pump.passedErr());
      }
    }
  }

  private void back(Patience patience) {
    patience.moved();
    if (lost) {
      lost = false;
      output.backAgain();
    }
  }

  /** The end, once all that was printed is passed on. */
  private Optional<TaskEnd> end(Patience patience) throws IOException {
    Reply reply = link.ask(Tasks.script(task, Map.of(), "state.sh"), Link.Input.NONE);
    patience.moved();
    List<String> lines = reply.text().lines().map(String::strip).toList();
    if (lines.isEmpty()) {
      throw new Cut("the machine does not say how the task is");
    }
    String[] state = lines.get(0).split(" +");
    if (state[0].equals("never")) {
      return Optional.of(new TaskEnd.NeverStarted());
    }
    try {
      return end(lines, state);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new RemoteException(
          new RemoteProblem.CommandFailed("unclear task state: " + lines.get(0)), e);
    }
  }

  private Optional<TaskEnd> end(List<String> lines, String[] state) {
    boolean all =
        lines.size() < 3
            || (read.standardOut() >= Long.parseLong(lines.get(1))
                && read.standardError() >= Long.parseLong(lines.get(2)));
    return switch (state[0]) {
      case "running" -> Optional.empty();
      case "starting" -> stillStarting() ? Optional.empty() : Optional.of(vanished());
      case "exited" ->
          all
              ? Optional.of(new TaskEnd.Exited(Integer.parseInt(state[1]), read))
              : Optional.empty();
      case "vanished" -> all ? Optional.of(vanished()) : Optional.empty();
      default ->
          throw new RemoteException(
              new RemoteProblem.CommandFailed("unclear task state: " + lines.get(0)));
    };
  }

  private TaskEnd vanished() {
    return new TaskEnd.Vanished(read);
  }

  private boolean stillStarting() {
    long now = System.nanoTime();
    long since = startingSinceNanos.orElse(now);
    startingSinceNanos = Optional.of(since);
    return now - since < START_LIMIT.toNanos();
  }
}
