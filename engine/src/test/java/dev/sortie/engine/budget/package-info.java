/** Tests of limits across runs. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.budget;
