/** A market and its machines in memory, with a billing meter that knows the truth. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.market;
