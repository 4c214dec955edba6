package dev.sortie.core.remote;

/** An SSH host key by its fingerprint, such as {@code SHA256:…}. */
public record HostKey(String fingerprint) {}
