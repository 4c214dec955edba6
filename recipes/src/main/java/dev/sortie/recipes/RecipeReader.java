package dev.sortie.recipes;

import dev.sortie.core.recipe.Recipe;
import java.util.Locale;
import java.util.Optional;

/** Reads recipes. All that is wrong in a file is reported together, each with its place. */
public final class RecipeReader {
  private RecipeReader() {}

  /**
   * The recipe in {@code text}, which may extend a built-in one.
   *
   * @param fileName for complaints, and for the name of a recipe that gives none
   * @throws BadRecipeException with every complaint
   */
  public static Recipe read(String fileName, String text) {
    return read(new RecipeText(fileName, text), BuiltIns.LIBRARY);
  }

  static Recipe read(RecipeText source, Library library) {
    Problems problems = new Problems();
    Optional<Node.Table> table = new Inheritance(library, problems).read(source);
    Optional<Recipe> recipe =
        table.map(found -> RecipeBinder.bind(found, nameOf(source.file()), problems));
    problems.throwIfAny();
    return recipe.orElseThrow();
  }

  /** {@code my-work} for {@code ./recipes/My work.yaml}. */
  static String nameOf(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    String name =
        last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "recipe" : name;
  }
}
