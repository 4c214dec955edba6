package dev.sortie.sim.process;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Login;
import dev.sortie.core.lease.Renewal;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.lease.LastLook;
import dev.sortie.engine.lease.LeaseFaults;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.market.Contract;
import dev.sortie.sim.market.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Performs what one lease asks for, against the market in memory. */
final class LeaseCalls implements SimPerformer<LeaseAction, LeaseSignal> {
  private static final HostKey KEY = new HostKey("SHA256:simulated");

  /** Who ends sooner after an answer makes nothing of it. */
  static final long TO_MIND = 1_000;

  private final Machine machine;
  private final Life life;
  private final SimLeaseWorld world;
  private final LeaseId lease;
  private final Function<LeaseTerms, RentRequest> request;
  private final Saboteur saboteur;
  private final LastLook last = new LastLook();

  LeaseCalls(
      Machine machine,
      Life life,
      SimLeaseWorld world,
      LeaseId lease,
      Function<LeaseTerms, RentRequest> request) {
    this.machine = machine;
    this.life = life;
    this.world = world;
    this.lease = lease;
    this.request = request;
    this.saboteur = new Saboteur(machine.off());
  }

  @Override
  public void begin(LeaseAction action, Consumer<List<LeaseSignal>> answer) {
    switch (action) {
      case LeaseAction.Rent(var terms) -> {
        check();
        rent(terms, answer);
      }
      case LeaseAction.TakeInventory _ -> {
        long left = machine.agenda().now();
        Instant asked = life.clock().instant();
        leaves(() ->
            machine
                .market()
                .list(
                    lease.value(),
                    seen ->
                        life.now(() -> {
                          life.in(
                              TO_MIND, () -> machine.market().heardOf(seen, left, lease.value()));
                          answer.accept(
                              List.of(
                                  new LeaseSignal.Listed(
                                      saboteur.listed(seen), asked, life.clock().instant())));
                        })));
      }
      case LeaseAction.Look(var instance) -> {
        Instant asked = life.clock().instant();
        leaves(() ->
            machine
                .market()
                .look(instance, seen -> life.now(() -> looked(instance, asked, seen, answer))));
      }
      case LeaseAction.Probe(var instance, var addresses) -> probe(instance, addresses, answer);
      case LeaseAction.Renew(var instance, var login, var renewal) ->
          renew(instance, login, renewal, answer);
      // No simulated lease asks for an end that the market holds.
      case LeaseAction.HoldEnd(_, var deadline) ->
          answer.accept(
              List.of(new LeaseSignal.EndHeld(new HeldEnd.NotHeld("not simulated"), deadline)));
      case LeaseAction.ReleaseEnd _ ->
          answer.accept(List.of(new LeaseSignal.EndReleased(new ReleasedEnd.Released())));
      case LeaseAction.Destroy(var own) -> {
        check();
        destroy(own.id(), answer);
      }
    }
  }

  private void rent(LeaseTerms terms, Consumer<List<LeaseSignal>> answer) {
    if (machine.dice().oneIn(64)) {
      Keys.check(machine.oracles(), request.apply(terms));
    }
    Terms plain =
        new Terms(
            terms.machine().value(),
            terms.rates().gpuPerHour().nanos(),
            terms.rates().diskPerHour().nanos(),
            terms.rates().downPerGigabyte().nanos(),
            terms.rates().upPerGigabyte().nanos(),
            terms.life().toMillis(),
            terms.guard().map(guard -> guard.grace().toMillis()).orElse(0L),
            terms.guard().isPresent());
    leaves(() ->
        machine
            .market()
            .rent(
                terms.label().toString(),
                plain,
                outcome ->
                    answer.accept(
                        List.of(new LeaseSignal.RentAnswered(saboteur.rented(outcome))))));
  }

  private void looked(
      InstanceId instance, Instant asked, Sighting truth, Consumer<List<LeaseSignal>> answer) {
    Sighting seen = saboteur.seen(lease, instance, truth);
    if (seen instanceof Sighting.Present(var shown)) {
      world.contract(instance).seen(shown.pricePerHour());
    }
    if (seen instanceof Sighting.Present(var shown) && !shown.ssh().isEmpty()) {
      world.heard(lease, instance);
    }
    List<LeaseSignal> signals = traffic();
    signals.add(last.answered(instance, seen, asked));
    answer.accept(signals);
  }

  private void destroy(InstanceId instance, Consumer<List<LeaseSignal>> answer) {
    List<LeaseSignal> signals = traffic();
    Instant asked = life.clock().instant();
    world.wire(lease).drop();
    if (!saboteur.passes(instance)) {
      signals.add(
          new LeaseSignal.DestroyAnswered(
              new DestroyOutcome.Failed(new MarketProblem.NoAnswer("not sent")), asked));
      machine.agenda().in(200, () -> answer.accept(signals));
      return;
    }
    leaves(() ->
        machine
            .market()
            .destroy(
                instance,
                outcome -> {
                  saboteur.destroyed(instance, outcome);
                  signals.add(new LeaseSignal.DestroyAnswered(outcome, asked));
                  answer.accept(signals);
                }));
  }

  private void probe(
      InstanceId instance, List<SshAddress> addresses, Consumer<List<LeaseSignal>> answer) {
    world.heard(lease, instance);
    Contract contract = world.contract(instance);
    Instant asked = life.clock().instant();
    long wait = contract.host().isSilent(machine.agenda().now()) ? 15_000 : 100 + dice(400);
    life.in(
        wait,
        () -> {
          if (contract.host().isReachable(machine.agenda().now())) {
            world.wire(lease).connect(Traffic.NONE);
            answer.accept(List.of(new LeaseSignal.ProbeAnswered(KEY, addresses.getFirst())));
          } else {
            answer.accept(
                List.of(
                    new LeaseSignal.ProbeFailed(
                        new RemoteProblem.Unreachable("no connection"), asked)));
          }
        });
  }

  /** Over the connection that is there, or a new one to where the machine was before. */
  private void renew(
      InstanceId instance, Login login, Renewal renewal, Consumer<List<LeaseSignal>> answer) {
    if (machine.off() == Protection.CONNECT_AGAIN && !world.wire(lease).isConnected()) {
      answer.accept(List.of(unreachable(life.clock().instant())));
      return;
    }
    Contract contract = world.contract(instance);
    boolean reachable = contract.host().isReachable(machine.agenda().now());
    Instant asked = life.clock().instant();
    life.in(
        reachable ? 50 + dice(300) : 10_000,
        () -> {
          if (contract.host().isReachable(machine.agenda().now())) {
            world.heard(lease, instance);
            world.wire(lease).connect(login.metered());
          }
          answer.accept(List.of(renewed(contract, renewal, asked)));
        });
  }

  private LeaseSignal renewed(Contract contract, Renewal renewal, Instant asked) {
    if (!contract.isOurs() || !contract.host().isReachable(machine.agenda().now())) {
      return unreachable(asked);
    }
    contract.dog().renew(renewal.lease().toMillis(), renewal.left().toMillis());
    boolean writes = !machine.faults().lasts(FaultKind.JOURNAL_REFUSES, machine.agenda().now());
    if (isOurs() && writes) {
      contract.allTold();
    }
    boolean proof = machine.off() == Protection.GUARD_PROOF || contract.dog().keyWorks();
    Traffic counted = new Traffic(contract.down(), contract.up());
    world.wire(lease).counted(counted);
    return new LeaseSignal.GuardAnswered(new GuardReport(true, proof, "", Optional.of(counted)));
  }

  private static LeaseSignal unreachable(Instant asked) {
    return new LeaseSignal.GuardUnreachable(new RemoteProblem.Unreachable("no connection"), asked);
  }

  /** Asked right before what cannot be undone: this process may have slept on its way here. */
  private void check() {
    if (!isOurs()) {
      throw new FencedException(id());
    }
  }

  private boolean isOurs() {
    return machine.claims(life).isOurs(id());
  }

  private AggregateId id() {
    return new AggregateId(AggregateId.Kind.LEASE, lease.value());
  }

  private List<LeaseSignal> traffic() {
    List<LeaseSignal> signals = new ArrayList<>(2);
    world.traffic(lease).ifPresent(t -> signals.add(new LeaseSignal.TrafficMeasured(t)));
    return signals;
  }

  /** A request on its way arrives whatever becomes of who sent it. */
  private void leaves(Runnable arrives) {
    machine.agenda().in(20 + dice(200), arrives);
  }

  private int dice(int bound) {
    return machine.dice().below(bound);
  }

  @Override
  public List<LeaseSignal> fault(LeaseAction action, RuntimeException fault) {
    return List.of(LeaseFaults.heard(action, fault, life.clock().instant()));
  }
}
