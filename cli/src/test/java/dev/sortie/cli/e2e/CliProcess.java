package dev.sortie.cli.e2e;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One running command line and what it has printed so far. Thread-safe. */
final class CliProcess implements AutoCloseable {
  /** Before it counts as hanging, on a computer that is busy with other tests as well. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final AtomicReference<Consumer<String>> atLine = new AtomicReference<>(_ -> {});
  private final List<Thread> readers;

  CliProcess(Process process) {
    this.process = process;
    this.readers =
        List.of(read(process.getInputStream(), out), read(process.getErrorStream(), err));
  }

  private Thread read(InputStream stream, List<String> lines) {
    return Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader reader =
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader
                .lines()
                .forEach(line -> {
                  lines.add(line);
                  atLine.get().accept(line);
                });
          } catch (IOException | UncheckedIOException _) {
            // A killed process takes its streams along.
          }
        });
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<String> lines() {
    return List.copyOf(out);
  }

  String out() {
    return String.join("\n", out);
  }

  String err() {
    return String.join("\n", err);
  }

  /** Everything it said, for failure messages. */
  String said() {
    return "--- stdout\n" + out() + "\n--- stderr\n" + err();
  }

  boolean hasSaid(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return out.stream().anyMatch(line -> pattern.matcher(line).find());
  }

  /** Waits until a line of its standard output matches. */
  CliProcess untilSaid(String regex) {
    try {
      await("line /" + regex + "/")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> hasSaid(regex) || !process.isAlive());
      join();
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError("never said /" + regex + "/\n" + said(), e);
    }
    if (!hasSaid(regex)) {
      throw new AssertionError("ended without saying /" + regex + "/\n" + said());
    }
    return this;
  }

  /** Sends INT, TERM, HUP or KILL. */
  CliProcess signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
      if (exit != 0) {
        throw new AssertionError("kill -" + name + " failed\n" + said());
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * From now on the process is hit by SIGKILL, or paused by SIGSTOP, as soon as it says a line that
   * matches: nothing else happens between the two.
   */
  CliProcess at(String regex, String signal) {
    Pattern pattern = Pattern.compile(regex);
    AtomicBoolean struck = new AtomicBoolean();
    atLine.set(line -> {
      if (pattern.matcher(line).find() && !struck.getAndSet(true)) {
        strike(signal);
      }
    });
    return this;
  }

  private void strike(String signal) {
    if (signal.equals("KILL")) {
      process.toHandle().destroyForcibly();
    } else {
      signal(signal);
    }
  }

  /** Stops reading what it prints, as {@code | head} does. */
  void closeOut() {
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end. */
  int exit() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + PATIENCE + "\n" + said());
      }
      join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void join() {
    if (process.isAlive()) {
      return;
    }
    try {
      for (Thread reader : readers) {
        reader.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
