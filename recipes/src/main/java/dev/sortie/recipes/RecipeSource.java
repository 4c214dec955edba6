package dev.sortie.recipes;

import java.nio.file.Path;

/** Where a recipe comes from. */
public sealed interface RecipeSource {
  /** Part of the program. */
  record BuiltIn() implements RecipeSource {
    @Override
    public String toString() {
      return "built-in";
    }
  }

  record InFile(Path path) implements RecipeSource {
    @Override
    public String toString() {
      return path.toString();
    }
  }
}
