/** The port to one rented machine: commands, tasks that outlive a connection, verified sync. */
@org.jspecify.annotations.NullMarked
package dev.sortie.core.remote;
