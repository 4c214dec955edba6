package dev.sortie.core.choose;

import dev.sortie.core.market.Offer;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Usd;
import java.time.Duration;

/**
 * An offer with its place in the ranking.
 *
 * @param chance that this machine works out, between 0 and 1
 * @param expected the forecast's cost divided by the chance: what the job costs when failures are
 *     paid for too
 * @param life how long the rental may live within the budget
 */
public record Candidate(
    Offer offer, Rates rates, Forecast forecast, double chance, Usd expected, Duration life) {}
