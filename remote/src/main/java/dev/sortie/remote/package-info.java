/** Rented machines over SSH: the adapter of the remote port. */
@org.jspecify.annotations.NullMarked
package dev.sortie.remote;
