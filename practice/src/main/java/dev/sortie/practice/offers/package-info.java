/** The catalogue of offers and the search over it. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.offers;
