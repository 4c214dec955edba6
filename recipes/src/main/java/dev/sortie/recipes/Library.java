package dev.sortie.recipes;

import java.util.Optional;
import java.util.Set;

/** Where the recipe that another one extends is looked for. */
interface Library {
  /**
   * The recipe called {@code name}, if there is one.
   *
   * @param without files that are being read already, so that a recipe may extend the one of the
   *     same name behind it
   */
  Optional<RecipeText> find(String name, Set<String> without);

  /** Names for "did you mean". */
  Set<String> names();
}
