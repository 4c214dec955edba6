/** Verified sync both ways: manifests, tar streams, hashes. */
@org.jspecify.annotations.NullMarked
package dev.sortie.remote.sync;
