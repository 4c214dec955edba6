/** Performs what a lease asks for: rent, look, probe, destroy. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine.lease;
