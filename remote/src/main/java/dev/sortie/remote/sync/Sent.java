package dev.sortie.remote.sync;

/**
 * What went over the wire.
 *
 * @param hash SHA-256 of the bytes that were sent, in hex; empty for folders and links
 * @param settled the local file was the same after it was read as before
 */
record Sent(LocalEntry entry, String hash, boolean settled) {}
