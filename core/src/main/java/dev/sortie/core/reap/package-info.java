/** One rental from intent to proven absence, as a state machine. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.reap;
