package dev.sortie.engine.run;

import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseWorld;
import java.time.InstantSource;

/**
 * Where a run is driven.
 *
 * @param controller names this installation in labels on the market
 * @param endpoint the market, and {@code account} the account that pays, for the journal (law 3)
 */
public record RunSetting(
    Drives drives,
    InstantSource clock,
    LeaseDesk desk,
    LeaseWorld leases,
    RunWorld runs,
    String controller,
    String endpoint,
    long account,
    ImageLogins imageLogins,
    Brake brake) {}
