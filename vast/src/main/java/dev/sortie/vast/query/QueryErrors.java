package dev.sortie.vast.query;

import dev.sortie.core.market.BadQueryException;

/** Errors of two lines: the text, and below it a caret under the bad token with the reason. */
final class QueryErrors {
  private final String text;

  QueryErrors(String text) {
    this.text = text;
  }

  BadQueryException at(Token token, String reason) {
    int width = Math.max(1, token.end() - token.start());
    String carets = " ".repeat(token.start()) + "^".repeat(width);
    return new BadQueryException(text + "\n" + carets + " " + reason);
  }
}
