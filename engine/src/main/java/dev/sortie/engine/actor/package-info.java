/** One aggregate at a time: load, decide, append, act, wake again. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.actor;
