package dev.sortie.vast.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the text of a value into what the API wants for the field. */
final class ValueReader {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern VERSION = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){0,2}");

  private final QueryErrors errors;

  ValueReader(QueryErrors errors) {
    this.errors = errors;
  }

  Value read(Field field, Operator operator, Token token) {
    if (!operator.takesList()) {
      return one(field, token.text(), token);
    }
    List<Value> values =
        Arrays.stream(strip(token.text()).split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .map(item -> one(field, item, token))
            .toList();
    if (values.isEmpty()) {
      throw errors.at(token, "this list is empty");
    }
    return new Value.Many(values);
  }

  private Value one(Field field, String raw, Token token) {
    String text = unquote(raw).replace('_', ' ');
    if (text.isBlank()) {
      throw errors.at(token, "this value is blank");
    }
    return word(text)
        .orElseGet(() ->
            switch (field.kind()) {
              case NUMBER -> number(field, text.strip(), token);
              case VERSION -> version(text.strip(), token);
              case FLAG -> throw errors.at(token, field.name() + " is true or false");
              case TEXT -> new Value.Text(text);
            });
  }

  private static Optional<Value> word(String text) {
    return switch (text) {
      case "true", "True" -> Optional.of(new Value.Flag(true));
      case "false", "False" -> Optional.of(new Value.Flag(false));
      case "None", "null" -> Optional.of(new Value.Nothing());
      default -> Optional.empty();
    };
  }

  private Value number(Field field, String text, Token token) {
    if (!NUMBER.matcher(text).matches()) {
      throw errors.at(token, field.name() + " needs a number");
    }
    Scale.fault(field.name(), Double.parseDouble(text))
        .ifPresent(fault -> {
          throw errors.at(token, fault);
        });
    return field.factor() == 0
        ? new Value.Text(text)
        : new Value.Decimal(Double.parseDouble(text) * field.factor());
  }

  /** {@code 535.86.05} is 535086005: three digits a part. */
  private Value version(String text, Token token) {
    if (!VERSION.matcher(text).matches()) {
      throw errors.at(token, "a driver version looks like 535.86.05");
    }
    List<String> parts = Arrays.asList(text.split("\\."));
    long number = 0;
    for (int i = 0; i < 3; i++) {
      number = number * 1000 + (i < parts.size() ? Long.parseLong(parts.get(i)) : 0);
    }
    return new Value.Whole(number);
  }

  private static String strip(String list) {
    return list.replaceAll("^\\[|\\]$", "");
  }

  private static String unquote(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
