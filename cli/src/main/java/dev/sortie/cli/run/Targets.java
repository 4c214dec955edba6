package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.history.History;
import java.util.List;
import java.util.Optional;

/** Finds what a person means by a name: a run, a lease, or an instance's number. */
final class Targets {
  private final History history;

  Targets(History history) {
    this.history = history;
  }

  /** A lease with its run. */
  record Target(LeaseId id, Lease lease, Optional<Run> run) {}

  /**
   * @throws dev.sortie.core.error.TroubleException when nothing is called so
   */
  Run run(String name) {
    Optional<Run> named = RunId.isOne(name) ? history.run(new RunId(name)) : Optional.empty();
    return named
        .or(() -> lease(name).flatMap(target -> target.run()))
        .orElseThrow(() -> unknown(name).asException());
  }

  /**
   * The leases a name stands for: one lease, or all of a run.
   *
   * @throws dev.sortie.core.error.TroubleException when nothing is called so
   */
  List<Target> leases(String name) {
    Optional<Target> one = lease(name);
    if (one.isPresent()) {
      return List.of(one.get());
    }
    Run run = run(name);
    return history.leasesOf(run.agreed().id()).stream().map(this::target).toList();
  }

  /**
   * Those of them whose machine can be reached.
   *
   * @throws dev.sortie.core.error.TroubleException when there is none
   */
  List<Target> up(String name) {
    List<Target> up =
        leases(name).stream().filter(t -> t.lease().phase() instanceof LeasePhase.Up).toList();
    if (up.isEmpty()) {
      throw new Trouble(
              Cause.NOT_FOUND, "no machine of '" + name + "' is up any more", "sortie ps --all")
          .asException();
    }
    return up;
  }

  Target target(LeaseId id) {
    Lease lease = history.lease(id).orElseThrow(() -> unknown(id.value()).asException());
    Optional<Run> run =
        lease
            .terms()
            .filter(terms -> RunId.isOne(terms.run()))
            .map(terms -> new RunId(terms.run()))
            .flatMap(history::runIfReadable);
    return new Target(id, lease, run);
  }

  private Optional<Target> lease(String name) {
    if (name.matches("[a-z0-9]{8,24}") && history.lease(new LeaseId(name)).isPresent()) {
      return Optional.of(target(new LeaseId(name)));
    }
    return name.matches("[0-9]{1,18}") ? byInstance(Long.parseLong(name)) : Optional.empty();
  }

  private Optional<Target> byInstance(long number) {
    return history.openLeases().stream()
        .filter(id -> history.leaseIfReadable(id).isPresent())
        .map(this::target)
        .filter(t -> t.lease().instance().filter(i -> i.value() == number).isPresent())
        .findFirst();
  }

  private static Trouble unknown(String name) {
    return new Trouble(
        Cause.NOT_FOUND, "nothing in the journal is called '" + name + "'", "sortie ps --all");
  }
}
