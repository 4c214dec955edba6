package dev.sortie.sim.world;

import dev.sortie.sim.oracle.Violation;
import java.util.List;

/**
 * How a simulated life went.
 *
 * @param hash the same for the same orders, whatever machine lives it
 * @param timeline in words, if wanted
 */
public record Outcome(List<Violation> violations, long hash, long events, List<String> timeline) {}
