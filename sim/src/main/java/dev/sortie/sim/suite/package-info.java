/** Many simulated lives: exhaustive, sampled, random; and the negative controls. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.suite;
