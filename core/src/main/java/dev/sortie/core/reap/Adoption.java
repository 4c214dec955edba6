package dev.sortie.core.reap;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What comes of it when a person names an instance as theirs, to be ended here (law 3). Pure. Only
 * what carries a label of Sortie can ever be adopted, and only from a complete listing.
 */
public sealed interface Adoption {
  /** It may be made ours. */
  record Possible(Finding.Foreign finding) implements Adoption {}

  /** It is ours, and to be ended as it is. */
  record Unwanted(Finding finding) implements Adoption {}

  /** A living lease of ours stands for it. */
  record Ours(LeaseId lease) implements Adoption {}

  /** The journal has an instance of that number already, of another market or account. */
  record NumberTaken(LeaseId lease) implements Adoption {}

  /** It carries no label of Sortie's: nobody can say that Sortie ever rented it. */
  record Unlabelled(Instance instance) implements Adoption {}

  /** The account has no instance of that number. */
  record Absent() implements Adoption {}

  static Adoption judge(
      Owner owner,
      Function<LeaseId, Optional<Lease>> journal,
      Inventory.Complete listing,
      InstanceId wanted) {
    Optional<Instance> listed =
        listing.instances().stream().filter(one -> one.id().equals(wanted)).findFirst();
    if (listed.isEmpty()) {
      return new Absent();
    }
    Optional<Label> label = Label.parse(listed.get().label());
    if (label.isEmpty()) {
      return new Unlabelled(listed.get());
    }
    return Sweep.judge(owner, journal, listing).stream()
        .filter(finding -> finding.instance().id().equals(wanted))
        .findFirst()
        .map(finding -> found(journal, finding))
        .orElseGet(() -> new Ours(standsFor(owner, journal, label.get(), wanted)));
  }

  /**
   * Those of a lease for nothing but the end of it. It is billed to us from the adoption on; what
   * it was rented for is not known here.
   */
  static LeaseTerms terms(Owner owner, Finding.Foreign finding) {
    Instance instance = finding.instance();
    double price = instance.pricePerHour();
    Usd perHour = Double.isFinite(price) ? Usd.of(Math.max(0, price)) : Usd.ZERO;
    return new LeaseTerms(
        Sweep.strayId(instance.id()),
        finding.label(),
        "",
        new OfferId(0),
        instance.machine(),
        instance.gpuName(),
        "",
        new Rates(perHour, Usd.ZERO, Usd.ZERO, Usd.ZERO),
        0,
        "",
        owner.endpoint(),
        owner.account(),
        Duration.ZERO,
        Usd.ZERO,
        Traffic.NONE,
        Optional.empty(),
        Patience.USUAL);
  }

  private static Adoption found(Function<LeaseId, Optional<Lease>> journal, Finding finding) {
    if (!(finding instanceof Finding.Foreign foreign)) {
      return new Unwanted(finding);
    }
    LeaseId own = Sweep.strayId(foreign.instance().id());
    return journal.apply(own).isPresent() ? new NumberTaken(own) : new Possible(foreign);
  }

  private static LeaseId standsFor(
      Owner owner, Function<LeaseId, Optional<Lease>> journal, Label label, InstanceId instance) {
    LeaseId own = Sweep.strayId(instance);
    return journal.apply(own).filter(known -> Sweep.isOurs(owner, known)).isPresent()
        ? own
        : new LeaseId(label.lease());
  }
}
