package dev.sortie.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one line of shell of words, so that a shell reads these words and no others. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** Before the command, such a word sets a variable; nobody has a program of such a name. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*=)(.*)", Pattern.DOTALL);

  private ShellWords() {}

  static String line(List<String> words) {
    List<String> quoted = new ArrayList<>();
    boolean beforeCommand = true;
    for (String word : words) {
      Matcher assignment = ASSIGNMENT.matcher(word);
      if (beforeCommand && assignment.matches()) {
        quoted.add(assignment.group(1) + quote(assignment.group(2)));
      } else {
        beforeCommand = false;
        quoted.add(quote(word));
      }
    }
    return String.join(" ", quoted);
  }

  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
