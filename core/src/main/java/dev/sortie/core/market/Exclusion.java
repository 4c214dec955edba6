package dev.sortie.core.market;

/**
 * Why a search found too little: one condition and how many of the offers looked at fail it.
 *
 * @param condition as the person wrote it, such as {@code gpu_ram >= 200}
 * @param excluded offers that fail this condition
 * @param only offers that fail this condition and no other
 */
public record Exclusion(String condition, int excluded, int only) {}
