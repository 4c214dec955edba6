package dev.sortie.core.lease;

import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Rates;
import java.time.Duration;

/**
 * What was intended when the lease was opened; never changes.
 *
 * @param run the run it was opened for
 * @param endpoint the market, and {@code account} the account on it: only there may it be ended
 *     (law 3)
 * @param life how long it may live at most, derived from the ceiling (law 7)
 */
public record LeaseTerms(
    LeaseId id,
    Label label,
    String run,
    OfferId offer,
    MachineId machine,
    String gpu,
    String location,
    Rates rates,
    double diskGigabytes,
    String image,
    String endpoint,
    long account,
    Duration life,
    Patience patience) {}
