package dev.sortie.core.journal;

import java.time.Instant;

/**
 * One line of the journal.
 *
 * @param sequence 1 for the first fact of its aggregate, then without gaps
 */
public record Entry(AggregateId aggregate, long sequence, Instant at, Fact fact) {}
