package dev.sortie.cli.config;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a {@code .env} file: {@code NAME=value}, {@code export}, single and double
 * quotes over several lines, {@code #} comments. Shells, docker compose and the libraries of Python
 * and JavaScript read such files, each in its own way; what they do not agree upon is refused, with
 * its line, when it is asked for. Lines of another form are left out, since such files belong to
 * other programs too.
 */
final class DotEnv {
  static final DotEnv NONE = new DotEnv(Map.of());

  private static final Pattern ASSIGNMENT =
      Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \\t]*=[ \\t]*");

  private static final Pattern COLON =
      Pattern.compile("[ \\t]*([A-Za-z_][A-Za-z0-9_]*):[ \\t]+\\S.*");

  private static final Pattern EXPANSION = Pattern.compile("\\$[A-Za-z_{]");

  private sealed interface Entry {
    record Read(String value) implements Entry {}

    /**
     * @param why what is not agreed upon there
     */
    record Doubtful(int line, String why) implements Entry {}
  }

  private final Map<String, Entry> entries;

  private DotEnv(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when a quote is never closed, so that nobody
   *     knows where its value ends
   */
  static DotEnv parse(String text) {
    return new DotEnv(new Reader(text.replace("\r\n", "\n")).read());
  }

  /**
   * The value, as every reader of such files understands it.
   *
   * @throws dev.sortie.core.error.TroubleException when they do not agree
   */
  Optional<String> get(String name) {
    return switch (entries.get(name)) {
      case null -> Optional.empty();
      case Entry.Read(String value) -> Optional.of(value);
      case Entry.Doubtful(int line, String why) ->
          throw new Trouble(
                  Cause.BAD_ARGUMENT,
                  ".env:" + line + ": " + name + ": " + why,
                  "write " + name + "='…' in single quotes, which all programs read alike")
              .asException();
    };
  }

  private static final class Reader {
    private final String text;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    Reader(String text) {
      this.text = text;
    }

    Map<String, Entry> read() {
      while (at < text.length()) {
        Matcher assignment = ASSIGNMENT.matcher(text).region(at, text.length());
        if (assignment.lookingAt()) {
          at = assignment.end();
          entries.put(assignment.group(1), value());
        } else {
          otherLine();
        }
      }
      return entries;
    }

    private void otherLine() {
      Matcher colon = COLON.matcher(restOfLine());
      if (colon.matches()) {
        entries.put(
            colon.group(1), new Entry.Doubtful(line, "some programs take : for =, others not"));
      }
      nextLine();
    }

    private Entry value() {
      char first = at < text.length() ? text.charAt(at) : '\n';
      return switch (first) {
        case '\'', '"' -> quoted(first);
        case '`' -> {
          int begun = line;
          nextLine();
          yield new Entry.Doubtful(begun, "` is a quote for some programs only");
        }
        default -> plain();
      };
    }

    private Entry plain() {
      int begun = line;
      String rest = restOfLine();
      nextLine();
      // As in a shell, # begins a comment only after a blank.
      String value = rest.replaceFirst("(^|[ \\t])#.*$", "").strip();
      if (value.indexOf('#') >= 0) {
        return new Entry.Doubtful(begun, "# begins a comment for some programs only");
      }
      return expansion(value, begun);
    }

    private Entry quoted(char quote) {
      int begun = line;
      StringBuilder value = new StringBuilder();
      StringBuilder raw = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == quote) {
          at++;
          return closed(value.toString(), raw.toString(), quote, begun);
        }
        if (c == '\n') {
          line++;
        }
        if (c == '\\' && quote == '"' && at + 1 < text.length()) {
          at++;
          value.append(unescaped(text.charAt(at)));
        } else {
          value.append(c);
          raw.append(c);
        }
      }
      throw new Trouble(
              Cause.BAD_ARGUMENT,
              ".env:" + begun + ": a " + quote + " that nothing closes",
              "close it, or take the line out of .env")
          .asException();
    }

    private Entry closed(String value, String unescaped, char quote, int begun) {
      String rest = restOfLine().strip();
      nextLine();
      if (!rest.isEmpty() && !rest.startsWith("#")) {
        return new Entry.Doubtful(begun, "something stands behind the closing " + quote);
      }
      return quote == '"' && EXPANSION.matcher(unescaped).find()
          ? expansion(unescaped, begun)
          : new Entry.Read(value);
    }

    private static String unescaped(char escaped) {
      return switch (escaped) {
        case 'n' -> "\n";
        case 't' -> "\t";
        case '"', '\\', '$', '`' -> String.valueOf(escaped);
        default -> "\\" + escaped;
      };
    }

    private static Entry expansion(String value, int begun) {
      return EXPANSION.matcher(value).find()
          ? new Entry.Doubtful(begun, "a $ is expanded by some programs only")
          : new Entry.Read(value);
    }

    private String restOfLine() {
      int end = text.indexOf('\n', at);
      return text.substring(at, end < 0 ? text.length() : end);
    }

    private void nextLine() {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
      line++;
    }
  }
}
