package dev.sortie.cli.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the form of {@code .env} files that shells can source too: {@code NAME=value}, {@code
 * export}, single and double quotes, {@code #} comments. Nothing is expanded. Lines of another form
 * are left out, since such files belong to other programs too.
 */
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  private DotEnv() {}

  static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.replaceFirst("^\ufeff", "").lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        values.put(matcher.group(1), value(matcher.group(2)));
      }
    }
    return values;
  }

  private static String value(String written) {
    if (written.startsWith("'")) {
      int end = written.indexOf('\'', 1);
      return end < 0 ? written.strip() : written.substring(1, end);
    }
    if (written.startsWith("\"")) {
      return doubleQuoted(written);
    }
    // As in a shell, # begins a comment only after a blank.
    return written.replaceFirst("(^|\\s)#.*$", "").strip();
  }

  private static String doubleQuoted(String written) {
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && i + 1 < written.length()) {
        i++;
        char escaped = written.charAt(i);
        value.append(
            switch (escaped) {
              case 'n' -> "\n";
              case 't' -> "\t";
              case '"', '\\', '$', '`' -> String.valueOf(escaped);
              default -> "\\" + escaped;
            });
      } else {
        value.append(c);
      }
    }
    return written.strip();
  }
}
