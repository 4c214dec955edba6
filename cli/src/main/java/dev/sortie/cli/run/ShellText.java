package dev.sortie.cli.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a shell would make of a text, as far as people stumble over it: words that are cut by an
 * {@code &}, variables that are used, variables that are set. Knows quotes and comments, not the
 * whole grammar: what it is unsure of it leaves out.
 *
 * @param cut words with a bare {@code &} in the middle, as they were typed
 * @param used names of variables outside single quotes
 * @param set names that the text itself gives a value
 */
record ShellText(List<String> cut, Set<String> used, Set<String> set) {
  private static final Set<String> SETTERS =
      Set.of("export", "local", "read", "for", "declare", "typeset", "readonly", "select");

  static ShellText of(String text) {
    return new Scanner(text).scan();
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isName(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }

  /** Walks over the text once. */
  private static final class Scanner {
    private final String text;
    private final List<String> cut = new ArrayList<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> set = new LinkedHashSet<>();
    private final StringBuilder word = new StringBuilder();
    private boolean cutHere;
    private boolean setting;
    private boolean doubleQuoted;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    ShellText scan() {
      for (at = 0; at < text.length(); at++) {
        step(text.charAt(at));
      }
      endWord();
      return new ShellText(List.copyOf(cut), Set.copyOf(used), Set.copyOf(set));
    }

    private void step(char c) {
      if (c == '\\') {
        word.append(c).append(next());
        at++;
      } else if (c == '"') {
        doubleQuoted = !doubleQuoted;
        word.append(c);
      } else if (c == '$') {
        word.append(c);
        variable();
      } else if (doubleQuoted) {
        word.append(c);
      } else if (c == '\'') {
        singleQuoted();
      } else if (c == '#' && word.isEmpty()) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == '&') {
        ampersand();
      } else if (" \t\n;|()<>`".indexOf(c) >= 0) {
        endWord();
        setting &= c == ' ' || c == '\t';
      } else {
        word.append(c);
      }
    }

    private char next() {
      return at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    }

    private char before() {
      return at > 0 ? text.charAt(at - 1) : ' ';
    }

    private void singleQuoted() {
      int end = text.indexOf('\'', at + 1);
      int last = end < 0 ? text.length() - 1 : end;
      word.append(text, at, last + 1);
      at = last;
    }

    /**
     * Alone at the end of a command it is meant, and in {@code &&}, {@code 2>&1} and {@code &>}.
     */
    private void ampersand() {
      boolean within = !word.isEmpty() && before() != '&';
      boolean goesOn = " \t\n;|&()<>#".indexOf(next()) < 0;
      if (within && goesOn) {
        cutHere = true;
        word.append('&');
      } else {
        endWord();
        setting = false;
      }
    }

    private void variable() {
      int from = at + 1 + (next() == '{' ? 1 : 0);
      int to = from;
      while (to < text.length() && isName(text.charAt(to))) {
        to++;
      }
      if (to > from && isNameStart(text.charAt(from))) {
        boolean hasDefault =
            next() == '{' && to < text.length() && ":-+=?".indexOf(text.charAt(to)) >= 0;
        if (!hasDefault) {
          used.add(text.substring(from, to));
        }
        word.append(text, at + 1, to);
        at = to - 1;
      }
    }

    private void endWord() {
      String whole = word.toString();
      word.setLength(0);
      if (cutHere) {
        cut.add(whole);
      }
      cutHere = false;
      int equals = whole.indexOf('=');
      String name = equals > 0 ? whole.substring(0, equals) : whole;
      boolean isName =
          !name.isEmpty()
              && isNameStart(name.charAt(0))
              && name.chars().allMatch(c -> isName((char) c));
      if (isName && (equals > 0 || setting)) {
        set.add(name);
      }
      setting = SETTERS.contains(whole) || (setting && (isName || whole.startsWith("-")));
    }
  }
}
