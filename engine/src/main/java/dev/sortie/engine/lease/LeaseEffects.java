package dev.sortie.engine.lease;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Login;
import dev.sortie.core.lease.Renewal;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.guard.Guard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Performs what one lease asks for, on the market and over SSH. */
public final class LeaseEffects implements Performer<LeaseAction, LeaseSignal> {
  private final LeaseId lease;
  private final Market market;
  private final Connections connections;
  private final Claims claims;
  private final InstantSource clock;
  private final Function<LeaseTerms, RentRequest> request;
  private final LastLook last = new LastLook();
  private final AtomicBoolean renewing = new AtomicBoolean();

  /**
   * @param claims what lets a process rent and destroy
   * @param request makes the create call of a lease; asked only when it is to be sent
   */
  public LeaseEffects(
      LeaseId lease,
      Market market,
      Connections connections,
      Claims claims,
      InstantSource clock,
      Function<LeaseTerms, RentRequest> request) {
    this.lease = lease;
    this.market = market;
    this.connections = connections;
    this.claims = claims;
    this.clock = clock;
    this.request = request;
  }

  @Override
  public List<LeaseSignal> perform(LeaseAction action) {
    return switch (action) {
      case LeaseAction.Rent(var terms) -> {
        RentRequest call = request.apply(terms);
        check();
        yield List.of(new LeaseSignal.RentAnswered(market.rent(call, this::check)));
      }
      case LeaseAction.TakeInventory _ -> {
        Instant asked = clock.instant();
        Inventory seen = market.inventory();
        yield List.of(new LeaseSignal.Listed(seen, asked, clock.instant()));
      }
      case LeaseAction.Look(var instance) -> look(instance);
      case LeaseAction.Probe(_, var addresses) -> List.of(probe(addresses));
      case LeaseAction.Renew(_, var login, var renewal) -> renewOnce(login, renewal);
      case LeaseAction.HoldEnd(var instance, var deadline) -> {
        check();
        Duration left = Duration.between(clock.instant(), deadline);
        yield List.of(
            new LeaseSignal.EndHeld(market.holdEnd(instance, left, this::check), deadline));
      }
      case LeaseAction.ReleaseEnd(var instance) -> {
        check();
        yield List.of(new LeaseSignal.EndReleased(market.releaseEnd(instance, this::check)));
      }
      case LeaseAction.Destroy(var instance) -> {
        List<LeaseSignal> signals = traffic();
        connections.drop(lease);
        check();
        Instant asked = clock.instant();
        signals.add(new LeaseSignal.DestroyAnswered(market.destroy(instance, this::check), asked));
        yield signals;
      }
    };
  }

  /** Asked right before what cannot be undone: this process may have slept on its way here. */
  private void check() {
    AggregateId id = new AggregateId(AggregateId.Kind.LEASE, lease.value());
    if (!claims.isOurs(id)) {
      throw new FencedException(id);
    }
  }

  @Override
  public List<LeaseSignal> fault(LeaseAction action, RuntimeException fault) {
    return List.of(LeaseFaults.heard(action, fault, clock.instant()));
  }

  private List<LeaseSignal> look(InstanceId instance) {
    Instant asked = clock.instant();
    Sighting sighting = market.look(instance);
    if (sighting instanceof Sighting.Present(var seen)) {
      connections.heard(lease, seen.ssh());
    }
    List<LeaseSignal> signals = traffic();
    signals.add(last.answered(instance, sighting, asked));
    return signals;
  }

  private LeaseSignal probe(List<SshAddress> addresses) {
    Instant asked = clock.instant();
    try {
      RemoteHost host = connections.first(lease, addresses);
      return new LeaseSignal.ProbeAnswered(host.hostKey(), host.address());
    } catch (RemoteException e) {
      return new LeaseSignal.ProbeFailed(e.problem(), asked);
    }
  }

  /**
   * One at a time: of two that overlap the guard may take only the later, and the other would think
   * it dead and start it anew.
   */
  private List<LeaseSignal> renewOnce(Login login, Renewal renewal) {
    if (!renewing.compareAndSet(false, true)) {
      return List.of();
    }
    try {
      return List.of(renew(login, renewal));
    } finally {
      renewing.set(false);
    }
  }

  private LeaseSignal renew(Login login, Renewal renewal) {
    Instant asked = clock.instant();
    try {
      GuardReport report = Guard.renew(connections.connect(lease, login), renewal);
      report.traffic().ifPresent(total -> connections.counted(lease, total));
      return new LeaseSignal.GuardAnswered(report);
    } catch (RemoteException e) {
      return new LeaseSignal.GuardUnreachable(e.problem(), asked);
    }
  }

  private List<LeaseSignal> traffic() {
    List<LeaseSignal> signals = new ArrayList<>();
    connections
        .traffic(lease)
        .ifPresent(total -> signals.add(new LeaseSignal.TrafficMeasured(total)));
    return signals;
  }
}
