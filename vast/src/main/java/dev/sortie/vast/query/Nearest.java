package dev.sortie.vast.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearest {
  private Nearest() {}

  static Optional<String> to(String wrong, Collection<String> names) {
    String lower = wrong.toLowerCase(Locale.ROOT);
    int tolerance = Math.max(2, lower.length() / 3);
    Optional<String> similar =
        names.stream()
            .filter(name -> distance(lower, name) <= Math.min(tolerance, name.length() - 1))
            .min(Comparator.comparingInt(name -> distance(lower, name)));
    return similar.or(() ->
        names.stream()
            .filter(name -> lower.length() > 2 && name.contains(lower))
            .min(Comparator.comparingInt(String::length)));
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
