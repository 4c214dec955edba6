/** Processes of Sortie on virtual time: the engine's own steps, with simulated worlds. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.process;
