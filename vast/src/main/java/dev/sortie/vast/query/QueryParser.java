package dev.sortie.vast.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code field op value …} as vast.ai's command line does, except that an unknown field is an
 * error instead of a warning. One use, one thread.
 */
final class QueryParser {
  private static final Set<String> WILDCARDS = Set.of("any", "?", "*");
  private static final List<Condition> DEFAULTS =
      List.of(
          byDefault("verified", true), byDefault("external", false), byDefault("rentable", true));

  private final String text;
  private final QueryLexer lexer;
  private final QueryErrors errors;
  private final ValueReader values;
  private final Map<String, List<Condition>> filters = new LinkedHashMap<>();
  private final Set<String> mentioned = new TreeSet<>();
  private final Switches switches;
  private Optional<Token> continent = Optional.empty();

  QueryParser(String text) {
    this.text = text;
    this.lexer = new QueryLexer(text);
    this.errors = new QueryErrors(text);
    this.values = new ValueReader(errors);
    this.switches = new Switches(errors);
    DEFAULTS.forEach(this::add);
  }

  Query parse() {
    while (!lexer.atEnd()) {
      condition();
    }
    List<Condition> all = new ArrayList<>();
    filters.values().forEach(all::addAll);
    continent
        .filter(_ -> !switches.isGeoregion())
        .ifPresent(token -> {
          throw errors.at(token, "a continent needs georegion=true beside it");
        });
    switches.apply(all);
    return new Query(
        all,
        all.stream().filter(condition -> !DEFAULTS.contains(condition)).toList(),
        DEFAULTS.stream().filter(condition -> !mentioned.contains(condition.field())).toList());
  }

  private void condition() {
    Token name = lexer.name();
    if (name.isEmpty()) {
      throw errors.at(lexer.rest(), "expected a field name here");
    }
    if (Switches.isOne(name.text())) {
      Operator operator = operator(name);
      switches.set(name, operator, lexer.value());
      return;
    }
    Field field =
        Fields.find(name.text())
            .orElseThrow(() ->
                errors.at(
                    name, "unknown field " + name.text() + Fields.suggestionFor(name.text())));
    Operator operator = operator(name);
    Token value = lexer.value();
    if (value.isEmpty()) {
      throw errors.at(value, "expected a value after " + name.text() + " " + operator.symbol());
    }
    mentioned.add(field.name());
    if (WILDCARDS.contains(value.text())) {
      drop(field, operator, value);
      return;
    }
    checkClosed(value);
    String written = text.substring(name.start(), value.end()).replaceAll(" +", " ");
    Condition condition =
        new Condition(field.name(), operator, values.read(field, operator, value), written);
    if (field.name().equals("geolocation") && Regions.unflagged(condition.value()).isPresent()) {
      continent = Optional.of(value);
    }
    contradicted(condition)
        .ifPresent(other -> {
          throw errors.at(
              value,
              "no offer can be this and " + other.written() + "; for either of them: in [A, B]");
        });
    add(condition);
  }

  private Operator operator(Token name) {
    Token token = lexer.operator();
    if (token.isEmpty()) {
      throw errors.at(
          lexer.rest(), "expected an operator after " + name.text() + ", such as >= or =");
    }
    Optional<Operator> operator = Operator.of(token.text());
    return operator.orElseThrow(
        () -> errors.at(token, "unknown operator; there are = != > >= < <= in notin"));
  }

  private void drop(Field field, Operator operator, Token value) {
    if (operator != Operator.EQ) {
      throw errors.at(value, value.text() + " goes with = only");
    }
    filters.remove(field.name());
  }

  private void checkClosed(Token value) {
    char first = value.text().charAt(0);
    String end = first == '[' ? "]" : first == '"' ? "\"" : "";
    if (!end.isEmpty() && (value.text().length() < 2 || !value.text().endsWith(end))) {
      throw errors.at(value, "this lacks its closing " + end);
    }
  }

  /** Another value that the person already asked for. */
  private Optional<Condition> contradicted(Condition condition) {
    return filters.getOrDefault(condition.field(), List.of()).stream()
        .filter(other -> condition.operator() == Operator.EQ && other.operator() == Operator.EQ)
        .filter(other -> !DEFAULTS.contains(other) && !other.value().equals(condition.value()))
        .findFirst();
  }

  /** All conditions on a field hold, but a default gives way to what is asked in its form. */
  private void add(Condition condition) {
    List<Condition> same = filters.computeIfAbsent(condition.field(), _ -> new ArrayList<>());
    same.removeIf(other -> other.operator() == condition.operator() && DEFAULTS.contains(other));
    same.add(condition);
  }

  private static Condition byDefault(String field, boolean value) {
    return new Condition(
        field, Operator.EQ, new Value.Flag(value), "default " + field + "=" + value);
  }
}
