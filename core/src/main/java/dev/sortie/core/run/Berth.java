package dev.sortie.core.run;

import dev.sortie.core.money.Usd;
import java.time.Instant;

/**
 * One lease of a run that may yet do its work.
 *
 * @param candidate which of the plan's candidates it is of
 * @param since when it was opened
 * @param workEnds when work on it must stop so that the budget holds
 * @param cap what it may cost at most
 */
public record Berth(int candidate, Instant since, Instant workEnds, Usd cap) {}
