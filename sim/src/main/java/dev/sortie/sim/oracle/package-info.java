/** What must hold whatever happens, checked against the truth. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.oracle;
