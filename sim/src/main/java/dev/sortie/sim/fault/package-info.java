/** What can go wrong, and when; which protections can be switched off. */
@org.jspecify.annotations.NullMarked
package dev.sortie.sim.fault;
