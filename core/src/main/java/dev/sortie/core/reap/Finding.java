package dev.sortie.core.reap;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.Label;

/**
 * An instance on the market that carries a label of Sortie's and that no living lease stands for.
 */
public sealed interface Finding {
  Instance instance();

  /** Our lease is over, yet its instance is there: it came back, or appeared late. To be ended. */
  record Returned(LeaseId lease, Instance instance) implements Finding {}

  /**
   * A further instance with the label of a lease that has another one. To be ended.
   *
   * @param terms those of the lease whose label it carries
   */
  record Twin(LeaseTerms terms, Instance instance) implements Finding {}

  /** None of ours, as far as this journal knows: touched only when a person adopts it by name. */
  sealed interface Foreign extends Finding {
    Label label();
  }

  /** Another installation's. */
  record OtherController(Label label, Instance instance) implements Foreign {}

  /** Our label, but no lease of this account and market stands in the journal. */
  record Unrecorded(Label label, Instance instance) implements Foreign {}
}
