package dev.sortie.practice.machine;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.sshd.server.Environment;

/** A pseudo terminal that a session asked for; util-linux' {@code script} makes it. */
final class Terminal {
  /** {@code script} ignores a hang-up; when it dies, the kernel hangs up what ran on it. */
  static final String HANG_UP = "KILL";

  private final MachineShell shell;
  private final Environment asked;
  private final String file;

  Terminal(MachineShell shell, Environment asked) {
    this.shell = shell;
    this.asked = asked;
    this.file = shell.newTerminal();
  }

  /** The command as it runs on the terminal: sized first, then in place of the setting-up shell. */
  List<String> wrap(List<String> command) {
    String text =
        String.format(
            Locale.ROOT,
            "stty sane rows %d cols %d; tty >%s; exec %s",
            rows(),
            columns(),
            quote(shell.inside(file)),
            quote(command));
    return List.of("script", "-q", "-f", "-e", "-c", text, "/dev/null");
  }

  void resize() throws IOException {
    shell.resize(file, rows(), columns());
  }

  void close() throws IOException {
    shell.forget(file);
  }

  private int rows() {
    return size(Environment.ENV_LINES, 24);
  }

  private int columns() {
    return size(Environment.ENV_COLUMNS, 80);
  }

  private int size(String name, int usual) {
    Map<String, String> values = asked.getEnv();
    String text = values.getOrDefault(name, "0");
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : usual;
  }

  private static String quote(List<String> words) {
    return words.stream().map(Terminal::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
