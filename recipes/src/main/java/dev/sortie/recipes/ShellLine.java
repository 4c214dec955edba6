package dev.sortie.recipes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Whether the quotes of one line of POSIX shell are closed (POSIX.1, Shell Command Language). */
final class ShellLine {
  /**
   * What is wrong.
   *
   * @param column from 1
   */
  record Fault(int column, String what) {}

  private enum Context {
    PLAIN,
    SINGLE,
    DOUBLE,
    BACKQUOTE,
    SUBSTITUTION,
    PARENTHESIS
  }

  private record Opened(Context context, int at) {}

  private final String line;
  private final Deque<Opened> open = new ArrayDeque<>();
  private int at;

  private ShellLine(String line) {
    this.line = line;
    open.push(new Opened(Context.PLAIN, 0));
  }

  static Optional<Fault> fault(String line) {
    return new ShellLine(line).scan();
  }

  private Optional<Fault> scan() {
    for (at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == 0) {
        return Optional.of(new Fault(at + 1, "holds a NUL character, which no command can"));
      }
      if (context() == Context.SINGLE) {
        closeOn(c, '\'');
      } else if (c == '\\') {
        at++;
        if (at >= line.length()) {
          return Optional.of(
              new Fault(at, "a \\ at the end, but a task cannot go on in the next line"));
        }
      } else if (context() == Context.DOUBLE) {
        inDouble(c);
      } else if (c == '#' && atStartOfWord()) {
        break; // the shell reads no further either
      } else {
        outside(c);
      }
    }
    return open.stream().filter(ShellLine::isQuote).findFirst().map(ShellLine::unclosed);
  }

  private void inDouble(char c) {
    if (c == '`') {
      open(Context.BACKQUOTE);
    } else if (c == '$' && next() == '(') {
      open(Context.SUBSTITUTION);
      at++;
    } else {
      closeOn(c, '"');
    }
  }

  private void outside(char c) {
    switch (c) {
      case '\'' -> open(Context.SINGLE);
      case '"' -> open(Context.DOUBLE);
      case '`' -> {
        if (context() == Context.BACKQUOTE) {
          open.pop();
        } else {
          open(Context.BACKQUOTE);
        }
      }
      case '$' -> {
        if (next() == '(') {
          open(Context.SUBSTITUTION);
          at++;
        }
      }
      case '(' -> open(Context.PARENTHESIS);
      case ')' -> {
        if (context() == Context.SUBSTITUTION || context() == Context.PARENTHESIS) {
          open.pop();
        }
      }
      default -> {}
    }
  }

  private boolean atStartOfWord() {
    return at == 0 || " \t;&|()".indexOf(line.charAt(at - 1)) >= 0;
  }

  private void closeOn(char c, char closing) {
    if (c == closing) {
      open.pop();
    }
  }

  private void open(Context context) {
    open.push(new Opened(context, at));
  }

  private Context context() {
    return open.element().context();
  }

  private char next() {
    return at + 1 < line.length() ? line.charAt(at + 1) : '\0';
  }

  private static boolean isQuote(Opened opened) {
    return switch (opened.context()) {
      case SINGLE, DOUBLE, BACKQUOTE, SUBSTITUTION -> true;
      case PLAIN, PARENTHESIS -> false;
    };
  }

  private static Fault unclosed(Opened opened) {
    String what =
        switch (opened.context()) {
          case SINGLE -> "a ' that nothing closes; write \\' for the character itself";
          case DOUBLE -> "a \" that nothing closes; write \\\" for the character itself";
          case BACKQUOTE -> "a ` that nothing closes; write \\` for the character itself";
          case PLAIN, SUBSTITUTION, PARENTHESIS -> "a $( that nothing closes";
        };
    return new Fault(opened.at() + 1, what);
  }
}
