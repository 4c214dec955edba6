package dev.sortie.core.reap;

/**
 * Who we are: only what carries our label on this account of this market may be touched (law 3).
 *
 * @param controller names this installation in labels
 */
public record Owner(String controller, String endpoint, long account) {}
