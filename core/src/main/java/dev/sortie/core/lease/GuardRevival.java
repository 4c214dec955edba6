package dev.sortie.core.lease;

/**
 * What had to be done for a guard on its machine, as the machine counts it.
 *
 * @param times how often both its processes were found dead or standing still, and started again
 * @param frozen whether they stood still, and were not dead, the last time
 */
public record GuardRevival(int times, boolean frozen) {}
