/** Limits on what all runs together may spend, held against each other's back. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.budget;
