/** What happened in one simulated life: a hash of it always, the words when asked for. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.tale;
