/** Values and seeded dice that tests of several packages share. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.samples;
