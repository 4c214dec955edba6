package dev.sortie.practice.machine;

/**
 * Bytes over the wire, seen from the instance: {@code in} is its download, {@code out} its upload.
 */
public record Traffic(long in, long out) {}
