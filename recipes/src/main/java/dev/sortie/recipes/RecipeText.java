package dev.sortie.recipes;

/** A recipe before it is read. */
record RecipeText(String file, String text) {}
