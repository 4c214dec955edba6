package dev.sortie.practice.market;

/** A public key, in OpenSSH format. */
public record SshKey(long id, String key, double createdAt) {}
