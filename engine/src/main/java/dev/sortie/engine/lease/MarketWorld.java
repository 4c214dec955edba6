package dev.sortie.engine.lease;

import dev.sortie.core.journal.Claims;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Traffic;
import dev.sortie.engine.actor.Performer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The real thing: a market and SSH connections.
 *
 * @param late whether another run has taken down before that it wants the offer of these terms
 */
public record MarketWorld(
    Market market,
    Connections connections,
    Claims claims,
    InstantSource clock,
    Predicate<LeaseTerms> late)
    implements LeaseWorld {
  @Override
  public Performer<LeaseAction, LeaseSignal> performer(
      LeaseId lease, Function<LeaseTerms, RentRequest> request) {
    return new FirstCome(
        new LeaseEffects(lease, market, connections, claims, clock, request), late);
  }

  @Override
  public Optional<Traffic> traffic(LeaseId lease) {
    return connections.traffic(lease);
  }

  @Override
  public void found(LeaseId lease, InstanceId instance) {
    if (market.look(instance) instanceof Sighting.Present(var seen)) {
      connections.heard(lease, seen.ssh());
    }
  }
}
