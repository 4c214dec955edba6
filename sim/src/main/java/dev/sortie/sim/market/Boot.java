package dev.sortie.sim.market;

import dev.sortie.core.market.InstanceState;
import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Faults;
import dev.sortie.sim.time.Agenda;
import dev.sortie.sim.time.Dice;

/** From created to running to letting SSH in. */
final class Boot {
  private final Agenda agenda;
  private final Dice dice;
  private final Faults faults;
  private final SimMarket market;

  Boot(Agenda agenda, Dice dice, Faults faults, SimMarket market) {
    this.agenda = agenda;
    this.dice = dice;
    this.faults = faults;
    this.market = market;
  }

  void begin(Contract contract) {
    if (faults.strikes(FaultKind.GUARD_KEY_BROKEN)) {
      contract.dog().breakKey();
    }
    long waits =
        faults.strikes(FaultKind.STATE_NULL)
            ? dice.between(60_000, 240_000)
            : dice.between(200, 3_000);
    agenda.in(waits, () -> load(contract));
  }

  private void load(Contract contract) {
    if (!contract.exists() || contract.state() != InstanceState.PROVISIONING) {
      return;
    }
    long now = agenda.now();
    if (faults.strikes(FaultKind.CONTAINER_FAILS)) {
      contract.become(InstanceState.CREATED, "OCI runtime create failed: sysctl", now);
      return;
    }
    if (faults.strikes(FaultKind.BAD_IMAGE)) {
      contract.become(InstanceState.LOADING, "manifest unknown", now);
      return;
    }
    contract.become(InstanceState.LOADING, "pulling", now);
    if (!faults.strikes(FaultKind.LOADING_FOREVER)) {
      agenda.in(dice.between(1_000, 12_000), () -> run(contract));
    }
  }

  private void run(Contract contract) {
    if (contract.exists() && contract.state() == InstanceState.LOADING) {
      long now = agenda.now();
      contract.become(InstanceState.RUNNING, "", now);
      if (faults.strikes(FaultKind.GUARD_KEY_LATE)) {
        contract.dog().keyWorksFrom(now + dice.between(5_000, 100_000));
      }
      if (faults.strikes(FaultKind.SSH_LATE)) {
        contract.host().sshUpAt(now + dice.between(30_000, 100_000));
      } else if (!faults.strikes(FaultKind.SSH_NEVER_UP)) {
        contract.host().sshUpAt(now + dice.between(100, 6_000));
      }
      market.started(contract);
    }
  }

  /** The host restarts: everything that ran there is gone, what was written stays. */
  void reboot(Contract contract) {
    long now = agenda.now();
    contract.host().killTasks(now);
    contract.become(InstanceState.RESTARTING, "", now);
    long up = now + dice.between(8_000, 40_000);
    contract.host().sshUpAt(up + 2_000);
    agenda.at(
        up,
        () -> {
          if (contract.exists() && contract.state() == InstanceState.RESTARTING) {
            contract.become(InstanceState.RUNNING, "", agenda.now());
            market.started(contract);
          }
        });
  }
}
