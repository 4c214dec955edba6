package dev.sortie.cli.env;

import dev.sortie.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a command knows of the process it runs in. Commands touch nothing of it directly, so
 * tests run them in-process.
 *
 * @param variables the environment
 * @param folder the working folder
 * @param home the person's home folder
 */
public record Env(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    Path folder,
    Path home,
    Clock clock,
    Terminal terminal,
    Interrupts interrupts) {
  public Env {
    variables = Map.copyOf(variables);
  }

  /** The value of a variable; empty when it is unset or blank. */
  public Optional<String> get(EnvironmentVariable variable) {
    return Optional.ofNullable(variables.get(variable.name())).filter(value -> !value.isBlank());
  }

  public Folders folders() {
    return Folders.of(this);
  }
}
