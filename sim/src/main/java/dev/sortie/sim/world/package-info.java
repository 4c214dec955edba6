/** One simulated life: a scenario, its faults, its end. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.world;
