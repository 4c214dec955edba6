package dev.sortie.engine.guard;

import dev.sortie.core.remote.Output;
import dev.sortie.engine.NoHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs commands in a {@link GuardBox}; the guard needs nothing else of a machine. */
final class BoxHost extends NoHost {
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
}
