/** Deterministic simulation: the engine's own steps against a market in memory, on virtual time. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim;
