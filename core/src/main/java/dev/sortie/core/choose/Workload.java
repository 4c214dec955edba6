package dev.sortie.core.choose;

import dev.sortie.core.money.Traffic;
import java.time.Duration;

/**
 * The job as far as a price depends on it.
 *
 * @param work time that tasks need
 * @param traffic bytes that will be sent to and fetched from the instance
 */
public record Workload(
    double imageGigabytes, double diskGigabytes, Duration work, Traffic traffic) {}
