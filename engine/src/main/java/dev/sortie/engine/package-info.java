/** The imperative shell: drives runs and leases, performs what their state machines decide. */
@org.jspecify.annotations.NullMarked
package dev.sortie.engine;
