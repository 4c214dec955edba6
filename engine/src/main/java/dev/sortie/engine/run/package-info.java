/** Performs what a run asks for: push, tasks, pull. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.run;
