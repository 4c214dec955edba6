/** Tests of the ranking. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.choose;
