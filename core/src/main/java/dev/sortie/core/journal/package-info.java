/** The append-only record of everything intended, seen and done. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.journal;
