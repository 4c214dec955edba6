/** A list of tasks worked off on leases, as a state machine. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.run;
