package dev.sortie.vast;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How one attempt of an API call went.
 *
 * @param attempt 1 for the first
 * @param status of HTTP; empty when no answer came
 * @param outcome the market's words when it was a no, ours when there was no answer, else empty
 */
public record CallReport(
    ApiCall call, int attempt, OptionalInt status, String outcome, Duration took) {}
