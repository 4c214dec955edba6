/** One pooled SSH connection to one machine, and commands over it. */
@org.jspecify.annotations.NullMarked
package dev.sortie.remote.ssh;
