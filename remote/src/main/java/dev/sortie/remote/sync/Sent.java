package dev.sortie.remote.sync;

/**
 * What went over the wire.
 *
 * @param hash SHA-256 of the bytes that were sent, in hex; empty for folders and links
 * @param settled the local file was the same after it was read as before
 * @param proved its hash was compared on the machine before it got its name
 */
record Sent(LocalEntry entry, String hash, boolean settled, boolean proved) {}
