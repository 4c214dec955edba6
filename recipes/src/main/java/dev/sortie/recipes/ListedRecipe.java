package dev.sortie.recipes;

import java.util.List;

/**
 * A recipe as a list shows it.
 *
 * @param description one line; empty when there is none or when the recipe cannot be read
 * @param problems what is wrong with it; empty for a good one
 */
public record ListedRecipe(
    String name, RecipeSource source, String description, List<Problem> problems) {
  public ListedRecipe {
    problems = List.copyOf(problems);
  }
}
