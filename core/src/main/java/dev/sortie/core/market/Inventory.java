package dev.sortie.core.market;

import java.util.List;

/** The account's instances, or the admission that they are not known (law 4). */
public sealed interface Inventory {
  /** A listing walked to its last page, every page well-formed. */
  record Complete(List<Instance> instances) implements Inventory {
    public Complete {
      instances = List.copyOf(instances);
    }
  }

  record Unknown(MarketProblem problem) implements Inventory {}
}
