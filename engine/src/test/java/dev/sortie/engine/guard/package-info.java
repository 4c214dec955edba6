/** Runs the start script in real shells. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.guard;
