package dev.sortie.engine.reap;

import dev.sortie.core.error.UnreadableHistoryException;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.reap.Adoption;
import dev.sortie.core.reap.Finding;
import dev.sortie.core.reap.Owner;
import dev.sortie.core.reap.Sweep;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseHandle;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Ends what is ours and should not be there (laws 2 to 5). Free of threads. */
public final class Reaper {
  private final Owner owner;
  private final History history;
  private final LeaseDesk desk;
  private final InstantSource clock;
  private final Listener listener;

  public Reaper(
      Owner owner, History history, LeaseDesk desk, InstantSource clock, Listener listener) {
    this.owner = owner;
    this.history = history;
    this.desk = desk;
    this.clock = clock;
    this.listener = listener;
  }

  /** What a listing shows that should not be there; touches nothing. */
  public List<Finding> look(Inventory.Complete listing) {
    return listing.instances().stream().flatMap(one -> judge(one).stream()).toList();
  }

  /** What has a history that cannot be read may be driven by who can: nobody else touches it. */
  private List<Finding> judge(Instance instance) {
    try {
      return Sweep.judge(owner, this::lease, new Inventory.Complete(List.of(instance)));
    } catch (UnreadableHistoryException _) {
      return List.of();
    }
  }

  /** The journal may not be writable now, and then we know more than it. */
  private Optional<Lease> lease(LeaseId id) {
    return desk.closed(id).or(() -> history.lease(id));
  }

  /**
   * Begins to end one finding.
   *
   * @return empty when it is not ours to touch, or when another process is at it
   */
  public Optional<LeaseHandle> end(Finding finding) {
    return switch (finding) {
      case Finding.Returned(var lease, var instance) -> desk.reopen(lease, instance, listener);
      case Finding.Twin(var terms, var instance) -> endTwin(terms, instance);
      case Finding.Foreign _ -> Optional.empty();
    };
  }

  /** What it comes to when a person names an instance as theirs; touches nothing. */
  public Adoption consider(Inventory.Complete listing, InstanceId wanted) {
    return Adoption.judge(owner, this::lease, listing, wanted);
  }

  /**
   * Makes an instance ours because a person said so, and begins to end it.
   *
   * @return empty when another process is at it
   */
  public Optional<LeaseHandle> adopt(Finding.Foreign finding) {
    return desk.adopt(
        Adoption.terms(owner, finding), finding.instance(), clock.instant(), listener);
  }

  /**
   * Ends everything in a listing that is ours and should not be there.
   *
   * @param asked when the walk began
   */
  public List<Finding> sweep(Inventory.Complete listing, Instant asked) {
    desk.listed(listing, asked, clock.instant());
    List<Finding> findings = look(listing);
    findings.forEach(this::end);
    return findings;
  }

  private Optional<LeaseHandle> endTwin(LeaseTerms terms, Instance instance) {
    LeaseId own = Sweep.strayId(instance.id());
    return desk.adopt(
        terms.as(own), instance, instance.created().orElse(clock.instant()), listener);
  }
}
