/** Tests against a real OpenSSH server on loopback. */
@org.jspecify.annotations.NullMarked
package dev.sortie.remote;
