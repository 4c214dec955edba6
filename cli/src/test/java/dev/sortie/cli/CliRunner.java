package dev.sortie.cli;

import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.Interrupts;
import dev.sortie.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in-process, in a home folder of their own. */
public final class CliRunner {
  private final Path home;
  private final Map<String, String> variables = new HashMap<>();
  private Terminal terminal = Terminal.NONE;
  private String input = "";

  /**
   * @param home home and working folder
   */
  public CliRunner(Path home) {
    this.home = home;
  }

  public CliRunner with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  public CliRunner on(Terminal other) {
    terminal = other;
    return this;
  }

  public CliRunner typing(String text) {
    input = text;
    return this;
  }

  /** What a command line left behind. */
  public record Result(int code, String out, String err) {}

  public Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(env(out, err), args);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  public Env env(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Env(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        variables,
        home,
        home,
        Clock.systemUTC(),
        terminal,
        Interrupts.NONE);
  }

  public Env env() {
    return env(new ByteArrayOutputStream(), new ByteArrayOutputStream());
  }
}
