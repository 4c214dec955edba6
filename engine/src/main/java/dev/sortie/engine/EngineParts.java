package dev.sortie.engine;

import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.Market;
import dev.sortie.core.money.SpendLimits;
import dev.sortie.core.remote.Hosts;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.engine.run.ImageLogins;
import dev.sortie.engine.run.SecretSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an engine works with.
 *
 * @param controller names this installation in labels on the market; lower-case letters and digits
 * @param stateFolder where logs of tasks are kept
 * @param privateKey file of the SSH key that instances let in
 * @param publicKey the same key's public part, OpenSSH format
 * @param connectionPatience how long a lost connection is tried again while work goes on
 * @param leaseIds makes names of leases that no other installation has
 * @param limits what all runs together may spend
 * @param doubt what happened to an earlier journal; empty when this one knows everything
 * @param mostLogBytes what is kept here of what one task prints
 */
public record EngineParts(
    Market market,
    Hosts hosts,
    Journal journal,
    Claims claims,
    InstantSource clock,
    String controller,
    Path stateFolder,
    Path privateKey,
    String publicKey,
    SecretSource secrets,
    ImageLogins imageLogins,
    Duration connectionPatience,
    SpendLimits limits,
    StormBrake brake,
    Supplier<LeaseId> leaseIds,
    Supplier<Optional<String>> doubt,
    long mostLogBytes) {}
