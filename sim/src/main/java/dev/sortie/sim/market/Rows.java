package dev.sortie.sim.market;

import dev.sortie.core.market.Instance;

/** Rows of the market that do not show what is true. */
public final class Rows {
  private Rows() {}

  /** The same with another label. */
  public static Instance labelled(Instance row, String label) {
    return new Instance(
        row.id(),
        row.machine(),
        label,
        row.state(),
        row.intended(),
        row.message(),
        row.ssh(),
        row.ports(),
        row.publicAddress(),
        row.gpuName(),
        row.pricePerHour(),
        row.created(),
        row.gpuUtilization());
  }
}
