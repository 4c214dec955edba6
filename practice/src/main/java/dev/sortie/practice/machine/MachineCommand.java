package dev.sortie.practice.machine;

import dev.sortie.practice.machine.Fifos.Fifo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionAware;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * One shell, command or subsystem of one SSH channel. When the channel goes first, the command's
 * process group is hung up; what left that group, or ignores a hang-up, lives on.
 */
final class MachineCommand implements Command, ChannelSessionAware {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int FAILED = 255;
  private static final String BANNER =
      "*** Welcome to this host. Unauthorised use is prohibited. ***\n";

  private final MachineShell shell;
  private final ExecutorService threads;
  private final Asked command;
  private @Nullable Inbox in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private Optional<Process> running = Optional.empty();
  private String hangUp = "HUP";
  private boolean gone;

  /** The command's words, made only once the machine's process 1 stands. */
  @FunctionalInterface
  interface Asked {
    List<String> words() throws IOException;
  }

  MachineCommand(MachineShell shell, ExecutorService threads, Asked command) {
    this.shell = shell;
    this.threads = threads;
    this.command = command;
  }

  @Override
  public void setChannelSession(ChannelSession channel) {
    Inbox inbox = new Inbox(channel);
    channel.setDataReceiver(inbox);
    in = inbox;
  }

  /** Never called with a stream that matters: {@link Inbox} takes its place. */
  @Override
  public void setInputStream(InputStream ignored) {}

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback exit) {
    this.exit = exit;
  }

  @Override
  public void start(ChannelSession channel, Environment asked) {
    MachineDoor door = DoorSessionFactory.door(channel);
    if (channel.getSession().getClientAddress() instanceof InetSocketAddress client) {
      String from = client.getAddress().getHostAddress() + " " + client.getPort();
      asked.getEnv().put("SSH_CLIENT", from + " 22");
      asked.getEnv().put("SSH_CONNECTION", from + " 127.0.0.1 22");
    }
    threads.execute(() -> run(door, asked));
  }

  private void run(MachineDoor door, Environment asked) {
    ExitCallback callback = Objects.requireNonNull(exit);
    try {
      if (door.fault() == NetworkFault.BANNER) {
        say(BANNER);
      }
      callback.onExit(serve(asked));
    } catch (IOException | MachineException e) {
      sayIfHeard("practice market: " + e.getMessage() + "\n");
      callback.onExit(FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.onExit(FAILED);
    }
  }

  private int serve(Environment asked) throws IOException, InterruptedException {
    List<String> argv = command.words();
    boolean wantsTerminal = asked.getEnv().containsKey(Environment.ENV_COLUMNS);
    if (!wantsTerminal) {
      return pump(shell.start(argv, asked.getEnv()), asked);
    }
    Terminal terminal = new Terminal(shell, asked);
    asked.addSignalListener((channel, signal) -> resize(terminal), Signal.WINCH);
    useHangUp(Terminal.HANG_UP);
    try {
      return pump(shell.start(terminal.wrap(argv), asked.getEnv()), asked);
    } finally {
      terminal.close();
    }
  }

  private int pump(MachineShell.Running command, Environment asked)
      throws IOException, InterruptedException {
    Process process = command.process();
    asked.addSignalListener(
        (channel, signal) -> signal(process, signal.name()),
        List.of(Signal.HUP, Signal.INT, Signal.QUIT, Signal.KILL, Signal.TERM, Signal.USR1));
    try (Fifo said = command.out();
        Fifo complained = command.err()) {
      started(process);
      threads.execute(() -> feed(process));
      Future<?> complaints = threads.submit(() -> copy(complained, Objects.requireNonNull(err)));
      copy(said, Objects.requireNonNull(out));
      await(complaints);
      return process.waitFor();
    }
  }

  private static void await(Future<?> other) throws IOException, InterruptedException {
    try {
      other.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void feed(Process process) {
    try (OutputStream to = process.getOutputStream()) {
      Objects.requireNonNull(in).copyTo(to);
    } catch (IOException e) {
      // The command no longer listens, as in "yes | head -1"; its output and exit status go on.
      return;
    }
  }

  private static @Nullable Void copy(Fifo from, OutputStream to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (from.reader().read(buffer.clear()) >= 0) {
      to.write(buffer.array(), 0, buffer.position());
      to.flush();
    }
    from.ended();
    return null;
  }

  private void say(String text) throws IOException {
    OutputStream to = Objects.requireNonNull(err);
    to.write(text.getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  private void sayIfHeard(String text) {
    try {
      say(text);
    } catch (IOException e) {
      // The channel is gone, and with it the only one who could have read this.
      return;
    }
  }

  private synchronized void started(Process process) {
    running = Optional.of(process);
    if (gone) {
      signal(process, hangUp);
    }
  }

  private synchronized void useHangUp(String signal) {
    hangUp = signal;
  }

  @Override
  public synchronized void destroy(ChannelSession channel) {
    gone = true;
    String how = hangUp;
    running.ifPresent(process -> threads.execute(() -> signal(process, how)));
  }

  private void signal(Process process, String name) {
    try {
      shell.signal(process, name);
    } catch (IOException e) {
      shell.notice("cannot send " + name + " to a command: " + e.getMessage());
    }
  }

  private void resize(Terminal terminal) {
    threads.execute(() -> {
      try {
        terminal.resize();
      } catch (IOException e) {
        shell.notice("cannot resize a terminal: " + e.getMessage());
      }
    });
  }
}
