/** The catalogue of coded causes a person can meet. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.error;
