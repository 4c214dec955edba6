package dev.sortie.cli;

import dev.sortie.cli.command.Advice;
import dev.sortie.cli.terminal.Json;
import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Style;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells a trouble to a person, or to a program as one JSON object on one line. */
final class TroublePrinter {
  private static final String INDENT = " ".repeat(12);

  private final PrintStream err;
  private final Painter painter;
  private final Advice advice;

  TroublePrinter(PrintStream err, Painter painter, Advice advice) {
    this.err = err;
    this.painter = painter;
    this.advice = advice;
  }

  void print(Trouble trouble) {
    Cause cause = trouble.cause();
    err.println(painter.paint(Style.ERROR, "error " + cause.code()) + "  " + cause.summary());
    print("happened", trouble.happened());
    print("kept", trouble.kept());
    print("next", advice.in(trouble.next()));
    err.flush();
  }

  private void print(String name, String text) {
    if (text.isBlank()) {
      return;
    }
    String label = "  " + painter.paint(Style.STAGE, name) + " ".repeat(10 - name.length());
    err.print(label + text.strip().replace("\n", "\n" + INDENT) + "\n");
  }

  void printJson(Trouble trouble) {
    Cause cause = trouble.cause();
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", cause.code());
    error.put("category", cause.category().name().toLowerCase(Locale.ROOT));
    error.put("exitCode", cause.category().exitCode());
    error.put("summary", cause.summary());
    error.put("happened", trouble.happened());
    error.put("kept", trouble.kept());
    error.put("next", advice.in(trouble.next()));
    err.println(Json.line(Map.of("error", error)));
    err.flush();
  }
}
