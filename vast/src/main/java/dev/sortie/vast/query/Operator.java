package dev.sortie.vast.query;

import java.util.Optional;

/** A comparison of the query language, with every spelling that vast.ai's command line takes. */
public enum Operator {
  EQ("eq", "="),
  NEQ("neq", "!="),
  GT("gt", ">"),
  GTE("gte", ">="),
  LT("lt", "<"),
  LTE("lte", "<="),
  IN("in", "in"),
  NOT_IN("notin", "notin");

  private final String wireName;
  private final String symbol;

  Operator(String wireName, String symbol) {
    this.wireName = wireName;
    this.symbol = symbol;
  }

  /** The name in the search body. */
  public String wireName() {
    return wireName;
  }

  /** How people write it. */
  public String symbol() {
    return symbol;
  }

  boolean takesList() {
    return this == IN || this == NOT_IN;
  }

  static Optional<Operator> of(String text) {
    return switch (text) {
      case "=", "==", "eq" -> Optional.of(EQ);
      case "!=", "neq", "noteq", "not eq" -> Optional.of(NEQ);
      case ">", "gt" -> Optional.of(GT);
      case ">=", "gte" -> Optional.of(GTE);
      case "<", "lt" -> Optional.of(LT);
      case "<=", "lte" -> Optional.of(LTE);
      case "in" -> Optional.of(IN);
      case "notin", "nin", "not in" -> Optional.of(NOT_IN);
      default -> Optional.empty();
    };
  }
}
