/** Tasks that outlive a connection, by a POSIX-sh runner on the machine. */
@org.jspecify.annotations.NullMarked
package dev.sortie.remote.tasks;
