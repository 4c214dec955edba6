/** A clock that jumps from event to event, and chance that can be repeated. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.time;
