package dev.sortie.vast.query;

import java.util.List;

/**
 * Cuts a query into tokens. What a token may be depends on its place, so the parser asks for the
 * kind it expects; an empty token means that there is none. One thread.
 */
final class QueryLexer {
  /** Longest first, so that {@code not in} is not read as a value after {@code not}. */
  private static final List<String> WORDS =
      List.of(
          "not in", "not eq", "notin", "noteq", "gte", "lte", "neq", "nin", "gt", "lt", "eq", "in");

  private final String text;
  private int at;

  QueryLexer(String text) {
    this.text = text;
  }

  boolean atEnd() {
    skipBlanks();
    return at == text.length();
  }

  Token name() {
    skipBlanks();
    int start = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    return token(start);
  }

  Token operator() {
    skipBlanks();
    int start = at;
    while (at < text.length() && "=><!".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      at += wordOperatorLength();
    }
    return token(start);
  }

  /** A list in brackets, a text in double quotes, or all up to the next blank. */
  Token value() {
    skipBlanks();
    int start = at;
    if (at < text.length()) {
      char closing = closingOf(text.charAt(at));
      int end = closing == 0 ? nextBlank() : text.indexOf(closing, at + 1) + 1;
      at = end == 0 ? text.length() : end;
    }
    return token(start);
  }

  /** What stands here up to the next blank, not consumed; for messages. */
  Token rest() {
    skipBlanks();
    return new Token(text.substring(at, nextBlank()), at, nextBlank());
  }

  private int wordOperatorLength() {
    for (String word : WORDS) {
      int end = at + word.length();
      boolean whole = end == text.length() || (end < text.length() && text.charAt(end) == ' ');
      if (whole && text.startsWith(word, at)) {
        return word.length();
      }
    }
    return 0;
  }

  private int nextBlank() {
    int blank = text.indexOf(' ', at);
    return blank < 0 ? text.length() : blank;
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private Token token(int start) {
    return new Token(text.substring(start, at), start, at);
  }

  private static char closingOf(char opening) {
    return opening == '[' ? ']' : opening == '"' ? '"' : 0;
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
