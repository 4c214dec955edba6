package dev.sortie.remote.tasks;

import dev.sortie.core.remote.LogPosition;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.TaskEnd;
import dev.sortie.core.remote.TaskId;
import dev.sortie.core.remote.TaskOutput;
import dev.sortie.core.remote.TaskStart;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Reply;
import dev.sortie.remote.ssh.Sh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Detached tasks on one machine. Thread-safe. */
public final class Tasks {
  private static final String COMMON = Sh.script(Tasks.class, "common.sh");
  private static final String RUNNER = Sh.script(Tasks.class, "runner.sh");
  private static final int CANNOT_WRITE = 73;

  private final Link link;

  public Tasks(Link link) {
    this.link = link;
  }

  public void start(TaskStart task) throws IOException {
    byte[] job = JobFile.of(task).getBytes(StandardCharsets.UTF_8);
    String script = "RUNNER=" + Sh.quote(RUNNER) + "\n" + script(task.id(), Map.of(), "start.sh");
    Reply reply = link.ask(script, in -> in.write(job));
    if (reply.status() != 0) {
      String said = "task " + task.id() + " did not start: " + reply.err();
      throw new RemoteException(
          reply.status() == CANNOT_WRITE && reply.err().contains("No space left")
              ? new RemoteProblem.RemoteDiskFull(said)
              : new RemoteProblem.CommandFailed(said));
    }
  }

  public TaskEnd follow(TaskId task, LogPosition from, TaskOutput output, Duration patience) {
    return new Follow(link, task, from, output).until(patience);
  }

  public void cancel(TaskId task, Duration grace) throws IOException {
    Map<String, String> values = Map.of("GRACE", Long.toString(grace.toMillis() / 100));
    Reply reply = link.ask(script(task, values, "cancel.sh"), Link.Input.NONE);
    if (reply.status() != 0) {
      throw new RemoteException(
          new RemoteProblem.CommandFailed("task " + task + " cannot be ended: " + reply.err()));
    }
  }

  static String script(TaskId task, Map<String, String> values, String name) {
    StringBuilder script = new StringBuilder("ID=" + Sh.quote(task.value()) + "\n");
    values.forEach((key, value) -> script.append(key + "=" + Sh.quote(value) + "\n"));
    return script.append(COMMON).append(Sh.script(Tasks.class, name)).toString();
  }
}
