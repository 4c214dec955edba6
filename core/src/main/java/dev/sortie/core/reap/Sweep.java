package dev.sortie.core.reap;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a complete listing says of instances that should not be there (laws 2 to 5). Pure. Takes a
 * complete listing only: of any other nothing may be concluded.
 */
public final class Sweep {
  private Sweep() {}

  /**
   * @param journal a lease as the journal has it
   */
  public static List<Finding> judge(
      Owner owner, Function<LeaseId, Optional<Lease>> journal, Inventory.Complete listing) {
    List<Finding> findings = new ArrayList<>();
    for (Instance instance : listing.instances()) {
      Label.parse(instance.label())
          .flatMap(label -> judge(owner, journal, label, instance))
          .ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }

  /** The lease that is opened for nothing but the end of an instance without one. */
  public static LeaseId strayId(InstanceId instance) {
    return new LeaseId(String.format(Locale.ROOT, "stray%08d", instance.value()));
  }

  private static Optional<Finding> judge(
      Owner owner, Function<LeaseId, Optional<Lease>> journal, Label label, Instance instance) {
    if (!label.controller().equals(owner.controller())) {
      return foreign(owner, journal, new Finding.OtherController(label, instance));
    }
    Optional<Lease> lease =
        journal.apply(new LeaseId(label.lease())).filter(known -> isOurs(owner, known));
    return lease.isEmpty()
        ? foreign(owner, journal, new Finding.Unrecorded(label, instance))
        : ofOurs(lease.get(), journal, instance);
  }

  /** Once a person has adopted it, it is ours to end for good. */
  private static Optional<Finding> foreign(
      Owner owner, Function<LeaseId, Optional<Lease>> journal, Finding.Foreign found) {
    LeaseId own = strayId(found.instance().id());
    Optional<Lease> adopted = journal.apply(own).filter(known -> isOf(owner, found.label(), known));
    if (adopted.isEmpty()) {
      return Optional.of(found);
    }
    return adopted.get().isClosed()
        ? Optional.of(new Finding.Returned(own, found.instance()))
        : Optional.empty();
  }

  private static boolean isOf(Owner owner, Label label, Lease lease) {
    return isOurs(owner, lease) && lease.openedTerms().label().equals(label);
  }

  static boolean isOurs(Owner owner, Lease lease) {
    return lease.terms().filter(owner::owns).isPresent();
  }

  private static Optional<Finding> ofOurs(
      Lease lease, Function<LeaseId, Optional<Lease>> journal, Instance instance) {
    LeaseTerms terms = lease.openedTerms();
    return switch (lease.phase()) {
      // The create call is on its way, or its label is being looked up: this is its answer.
      case LeasePhase.Unopened _, LeasePhase.Renting _, LeasePhase.LookingUp _ -> Optional.empty();
      case LeasePhase.NotRented _ -> Optional.of(new Finding.Returned(terms.id(), instance));
      case LeasePhase.Gone gone ->
          gone.instance().equals(instance.id())
              ? Optional.of(new Finding.Returned(terms.id(), instance))
              : stray(terms, journal, instance);
      case LeasePhase.Booting _, LeasePhase.Up _, LeasePhase.Ending _ ->
          // One that was named and never seen with our label may be a stranger's: this is the
          // answer.
          lease.own().isEmpty() || lease.instance().filter(instance.id()::equals).isPresent()
              ? Optional.empty()
              : stray(terms, journal, instance);
    };
  }

  private static Optional<Finding> stray(
      LeaseTerms terms, Function<LeaseId, Optional<Lease>> journal, Instance instance) {
    LeaseId own = strayId(instance.id());
    Optional<Lease> known = journal.apply(own);
    if (known.isEmpty()) {
      return Optional.of(new Finding.Twin(terms, instance));
    }
    return known.get().isClosed()
        ? Optional.of(new Finding.Returned(own, instance))
        : Optional.empty();
  }
}
