package dev.sortie.core.lease;

import dev.sortie.core.money.Toll;
import java.time.Duration;

/**
 * What a sign of life tells the guard.
 *
 * @param lease how long it shall wait for the next one
 * @param left how long the instance may live at most from now on; never stretches what it knows
 * @param toll what bytes may cost meanwhile; beyond it the guard ends the instance
 */
public record Renewal(Duration lease, Duration left, Toll toll) {}
