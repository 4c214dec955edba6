package dev.sortie.vast.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A comparison of the query language, with every spelling that vast.ai's command line takes. */
public enum Operator {
  EQ("eq", "=", "=="),
  NEQ("neq", "!=", "noteq", "not eq"),
  GT("gt", ">"),
  GTE("gte", ">="),
  LT("lt", "<"),
  LTE("lte", "<="),
  IN("in"),
  NOT_IN("notin", "nin", "not in");

  private final String wireName;
  private final List<String> spellings;

  Operator(String wireName, String... spellings) {
    this.wireName = wireName;
    this.spellings = List.of(spellings);
  }

  /** The name in the search body. */
  public String wireName() {
    return wireName;
  }

  /** How people write it. */
  public String symbol() {
    return this == NOT_IN || spellings.isEmpty() ? wireName : spellings.getFirst();
  }

  boolean takesList() {
    return this == IN || this == NOT_IN;
  }

  static Optional<Operator> of(String text) {
    return Arrays.stream(values())
        .filter(operator -> operator.wireName.equals(text) || operator.spellings.contains(text))
        .findFirst();
  }
}
