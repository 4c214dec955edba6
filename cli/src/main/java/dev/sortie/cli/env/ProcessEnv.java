package dev.sortie.cli.env;

import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.SafeStream;
import dev.sortie.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The one place that looks at the real process. */
public final class ProcessEnv {
  private static final int BUFFER_BYTES = 8192;

  private ProcessEnv() {}

  public static Env ofThisProcess() {
    Map<String, String> variables = System.getenv();
    return new Env(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        variables,
        Path.of("").toAbsolutePath(),
        Path.of(variables.getOrDefault("HOME", System.getProperty("user.home", "/"))),
        Clock.systemDefaultZone(),
        terminal(variables),
        new ProcessInterrupts());
  }

  /** UTF-8 whatever the locale says. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new SafeStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES));
  }

  /** The launcher says in {@code sortie.tty} which streams are a terminal. */
  private static Terminal terminal(Map<String, String> variables) {
    String told = System.getProperty("sortie.tty");
    boolean all = told == null && System.console() != null;
    boolean out = all || (told != null && told.contains("out"));
    boolean err = all || (told != null && told.contains("err"));
    boolean dumb = "dumb".equals(variables.get("TERM"));
    return new Terminal(
        all || (told != null && told.contains("in")),
        out && !dumb,
        err && !dumb,
        new Painter(colours(out && !dumb, variables)),
        new Painter(colours(err && !dumb, variables)),
        new TerminalWidth(startWidth(variables)));
  }

  private static boolean colours(boolean isTty, Map<String, String> variables) {
    if (variables.getOrDefault("NO_COLOR", "").length() > 0) {
      return false;
    }
    String force = variables.getOrDefault("FORCE_COLOR", "");
    return isTty || (!force.isEmpty() && !force.equals("0"));
  }

  /** From the launcher, which asked {@code stty size}: rows and columns. */
  private static Optional<Integer> startWidth(Map<String, String> variables) {
    String size = System.getProperty("sortie.tty.size", "");
    String columns = size.substring(size.indexOf(' ') + 1).strip();
    return TerminalWidth.parse(columns)
        .or(() -> TerminalWidth.parse(variables.getOrDefault("COLUMNS", "")));
  }
}
