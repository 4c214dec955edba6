package dev.sortie.recipes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that a person sees all of it at once. Used by one thread. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(Place place, String key, String what) {
    found.add(new Problem(place, key, what));
  }

  /** In the order of the text. */
  List<Problem> all() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Problem problem) -> problem.place().file())
                .thenComparingInt(problem -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()))
        .toList();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new BadRecipeException(all());
    }
  }
}
