/** What a person wants done: machine, image, set-up, task command, outputs, budget. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.recipe;
