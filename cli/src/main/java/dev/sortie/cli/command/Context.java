package dev.sortie.cli.command;

import dev.sortie.cli.env.Env;
import dev.sortie.cli.terminal.Json;
import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Terminal;
import dev.sortie.cli.wiring.Wiring;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command is given to work with; closed by the caller when the command has ended. */
public record Context(Env env, Globals globals, Wiring wiring) {
  public PrintStream out() {
    return env.out();
  }

  public Terminal terminal() {
    return env.terminal();
  }

  public Painter paint() {
    return env.terminal().out();
  }

  /** A text that names commands, as they must be typed here. */
  public String advice(String text) {
    return new Advice(globals.practice()).in(text);
  }

  /** JSON over several lines: what stands in it is escaped. */
  public void printJson(@Nullable Object value) {
    out().print(Json.pretty(value) + "\n");
  }

  public void print(List<String> lines) {
    lines.forEach(out()::println);
  }
}
