/** Recipes and task files as text: finding, reading with precise complaints, and writing them. */
@org.jspecify.annotations.NullMarked
package dev.sortie.recipes;
