/** What names what in recipes. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.recipe;
