package dev.sortie.sim.process;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Traffic;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.lease.LeaseWorld;
import dev.sortie.sim.market.Contract;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the leases of one process act through. */
final class SimLeaseWorld implements LeaseWorld {
  private final Machine machine;
  private final Life life;
  private final Map<LeaseId, Wire> wires = new HashMap<>(8);

  SimLeaseWorld(Machine machine, Life life) {
    this.machine = machine;
    this.life = life;
  }

  @Override
  public Performer<LeaseAction, LeaseSignal> performer(
      LeaseId lease, Function<LeaseTerms, RentRequest> request) {
    return new LeaseCalls(machine, life, this, lease, request);
  }

  @Override
  public Optional<Traffic> traffic(LeaseId lease) {
    Wire wire = wires.get(lease);
    return wire == null || !wire.isConnected() ? Optional.empty() : Optional.of(wire.traffic());
  }

  @Override
  public void found(LeaseId lease, InstanceId instance) {
    if (machine.market().seen(instance) instanceof Sighting.Present(var seen)
        && !seen.ssh().isEmpty()) {
      heard(lease, instance);
    }
  }

  void heard(LeaseId lease, InstanceId instance) {
    wire(lease).heard(contract(instance));
  }

  Wire wire(LeaseId lease) {
    return wires.computeIfAbsent(lease, _ -> new Wire(() -> drives(lease)));
  }

  private boolean drives(LeaseId lease) {
    return machine.claims(life).isOurs(new AggregateId(AggregateId.Kind.LEASE, lease.value()));
  }

  Contract contract(InstanceId instance) {
    for (Contract contract : machine.market().contracts()) {
      if (contract.id() == instance.value()) {
        return contract;
      }
    }
    throw new IllegalStateException("the market never had " + instance);
  }
}
