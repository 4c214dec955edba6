package dev.sortie.cli.terminal;

import dev.sortie.core.text.Foreign;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON for {@code --json}: maps, lists, texts, numbers, booleans, optionals. Of our own
 * because a JSON library would cost every command a fifth of its start-up.
 */
public final class Json {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /** Indented, one member a line, keys in the map's order. */
  public static String pretty(@Nullable Object value) {
    Json json = new Json();
    json.write(value, "\n");
    return json.text.toString();
  }

  /** On one line. */
  public static String line(@Nullable Object value) {
    Json json = new Json();
    json.write(value, "");
    return json.text.toString();
  }

  /** {@code newline} holds the line break and indentation in force; empty means all on one line. */
  private void write(@Nullable Object value, String newline) {
    switch (value) {
      case null -> text.append("null");
      case Optional<?> optional -> write(optional.orElse(null), newline);
      case Map<?, ?> map -> writeMap(map, newline);
      case List<?> list -> writeList(list, newline);
      case Boolean bool -> text.append(bool.booleanValue());
      case Double number when !Double.isFinite(number) -> text.append("null");
      case Number number -> text.append(number);
      default -> writeText(value.toString());
    }
  }

  private void writeMap(Map<?, ?> map, String newline) {
    String inner = newline.isEmpty() ? "" : newline + INDENT;
    String separator = "";
    text.append('{');
    for (Map.Entry<?, ?> member : map.entrySet()) {
      text.append(separator).append(inner);
      writeText(member.getKey().toString());
      text.append(newline.isEmpty() ? ":" : ": ");
      write(member.getValue(), inner);
      separator = ",";
    }
    text.append(map.isEmpty() ? "" : newline).append('}');
  }

  private void writeList(List<?> list, String newline) {
    String inner = newline.isEmpty() ? "" : newline + INDENT;
    String separator = "";
    text.append('[');
    for (Object item : list) {
      text.append(separator).append(inner);
      write(item, inner);
      separator = ",";
    }
    text.append(list.isEmpty() ? "" : newline).append(']');
  }

  /** What hides or steers is escaped: harmless on a terminal, whole for a program. */
  private void writeText(String value) {
    text.append('"');
    value
        .codePoints()
        .forEach(point -> {
          switch (point) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
              if (Foreign.isHidden(point)) {
                for (char c : Character.toChars(point)) {
                  text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                }
              } else {
                text.appendCodePoint(point);
              }
            }
          }
        });
    text.append('"');
  }
}
