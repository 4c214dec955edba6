package dev.sortie.sim.market;

/**
 * What an instance was rented with, in plain numbers.
 *
 * @param gpuPerHour in billionths of a dollar, as are the others
 * @param life for how long the guard lets it live, milliseconds
 * @param grace for how long the guard waits for the first sign of life, milliseconds
 * @param guarded whether it has a guard
 */
public record Terms(
    long machine,
    long gpuPerHour,
    long diskPerHour,
    long downPerGigabyte,
    long upPerGigabyte,
    long life,
    long grace,
    boolean guarded) {}
