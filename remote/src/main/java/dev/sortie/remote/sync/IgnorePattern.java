package dev.sortie.remote.sync;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of a {@code .gitignore} (syntax: git's own documentation, gitignore(5)).
 *
 * @param negated a leading {@code !}: brings files back
 * @param foldersOnly a trailing slash
 * @param anchored matched against the whole path below its folder, else against the name alone
 */
record IgnorePattern(
    String glob,
    Shape shape,
    Pattern regex,
    boolean negated,
    boolean foldersOnly,
    boolean anchored) {
  private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\\\]");

  /** How a pattern is matched fastest. */
  enum Shape {
    PLAIN,
    ENDING,
    ANY
  }

  private static Shape shape(String glob) {
    if (!SPECIAL.matcher(glob).find()) {
      return Shape.PLAIN;
    }
    boolean ending = glob.startsWith("*") && !SPECIAL.matcher(glob.substring(1)).find();
    return ending && glob.indexOf('/') < 0 ? Shape.ENDING : Shape.ANY;
  }

  /** Empty for comments, blank lines and lines that can match nothing. */
  static Optional<IgnorePattern> parse(String line) {
    String text = trimmed(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    if (negated) {
      text = text.substring(1);
    }
    boolean foldersOnly = text.endsWith("/");
    if (foldersOnly) {
      text = text.substring(0, text.length() - 1);
    }
    boolean anchored = text.contains("/");
    if (text.startsWith("/")) {
      text = text.substring(1);
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Pattern regex = Pattern.compile(regex(text), Pattern.DOTALL);
      return Optional.of(
          new IgnorePattern(text, shape(text), regex, negated, foldersOnly, anchored));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Does it match {@code path}, relative to the folder of the ignore file? */
  boolean matches(String path, String name, boolean folder) {
    return (folder || !foldersOnly) && matches(anchored ? path : name);
  }

  /** Most patterns are a plain name or an ending, which need no regular expression. */
  private boolean matches(String text) {
    return switch (shape) {
      case PLAIN -> text.equals(glob);
      case ENDING -> text.endsWith(glob.substring(1)) && text.indexOf('/') < 0;
      case ANY -> regex.matcher(text).matches();
    };
  }

  /** Trailing spaces do not count unless quoted by a backslash. */
  private static String trimmed(String line) {
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
      end--;
    }
    return line.substring(0, end);
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (glob.startsWith("/**", i) && i + 3 == glob.length()) {
        regex.append("/.+");
        i += 3;
      } else {
        i = one(glob, i, regex);
      }
    }
    return regex.toString();
  }

  /** Translates one element of the glob; returns where the next begins. */
  private static int one(String glob, int i, StringBuilder regex) {
    char c = glob.charAt(i);
    switch (c) {
      case '*' -> {
        int end = i;
        while (end < glob.length() && glob.charAt(end) == '*') {
          end++;
        }
        regex.append("[^/]*");
        return end;
      }
      case '?' -> regex.append("[^/]");
      case '[' -> {
        int end = classEnd(glob, i);
        if (end > 0) {
          regex.append(characterClass(glob.substring(i + 1, end)));
          return end + 1;
        }
        throw new PatternSyntaxException("unclosed [", glob, i);
      }
      case '\\' -> {
        if (i + 1 == glob.length()) {
          throw new PatternSyntaxException("ends in a backslash", glob, i);
        }
        regex.append(Pattern.quote(glob.substring(i + 1, i + 2)));
        return i + 2;
      }
      default -> regex.append(Pattern.quote(String.valueOf(c)));
    }
    return i + 1;
  }

  private static int classEnd(String glob, int open) {
    int i = open + 1;
    if (i < glob.length() && (glob.charAt(i) == '!' || glob.charAt(i) == '^')) {
      i++;
    }
    // A closing bracket in first place is a member.
    for (int first = i; i < glob.length(); i++) {
      if (glob.startsWith("[:", i)) {
        int close = glob.indexOf(":]", i);
        i = close < 0 ? i : close + 1;
      } else if (glob.charAt(i) == '\\') {
        i++;
      } else if (glob.charAt(i) == ']' && i > first) {
        return i;
      }
    }
    return -1;
  }

  private static String characterClass(String body) {
    boolean not = body.startsWith("!") || body.startsWith("^");
    StringBuilder members = new StringBuilder();
    for (int i = not ? 1 : 0; i < body.length(); i++) {
      int close = body.startsWith("[:", i) ? body.indexOf(":]", i) : -1;
      if (close > 0) {
        members.append("\\p{").append(posix(body.substring(i + 2, close))).append('}');
        i = close + 1;
      } else if (body.charAt(i) == '\\' && i + 1 < body.length()) {
        members.append('\\').append(body.charAt(++i));
      } else if ("[]&^\\".indexOf(body.charAt(i)) >= 0) {
        members.append('\\').append(body.charAt(i));
      } else {
        members.append(body.charAt(i));
      }
    }
    return "(?!/)[" + (not ? "^" : "") + members + "]";
  }

  private static String posix(String name) {
    return switch (name) {
      case "xdigit" -> "XDigit";
      case "" -> "";
      default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
    };
  }
}
