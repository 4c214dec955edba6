/** Ranking offers by what the whole job will cost. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.choose;
