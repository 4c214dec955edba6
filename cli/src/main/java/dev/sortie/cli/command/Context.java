package dev.sortie.cli.command;

import dev.sortie.cli.env.Env;
import dev.sortie.cli.logging.Redactor;
import java.io.PrintStream;

/** What a command is given to work with. */
public record Context(Env env, Globals globals, Redactor redactor) {
  public PrintStream out() {
    return env.out();
  }
}
