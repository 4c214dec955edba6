package dev.sortie.engine.actor;

import dev.sortie.core.journal.AggregateId;

/** Another process drives this aggregate now; we may neither write nor act (law 9). */
public final class FencedException extends RuntimeException {
  private final AggregateId aggregate;

  public FencedException(AggregateId aggregate) {
    super(aggregate + " is driven by another process now");
    this.aggregate = aggregate;
  }

  public AggregateId aggregate() {
    return aggregate;
  }
}
