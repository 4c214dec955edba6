package dev.sortie.core.recipe;

import java.time.Duration;

/**
 * What the author of a recipe expects; used to forecast and to rank offers, never to limit.
 *
 * @param imageGigabytes compressed size of the image
 * @param perTask how long a task takes on a usual machine
 * @param outputGigabytes what all tasks together bring home
 */
public record Expectation(double imageGigabytes, Duration perTask, double outputGigabytes) {
  public static final Expectation UNKNOWN = new Expectation(4, Duration.ofMinutes(5), 0.5);
}
