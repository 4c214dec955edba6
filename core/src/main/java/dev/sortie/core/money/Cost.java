package dev.sortie.core.money;

/** What a rental costs, in the three parts the market bills. */
public record Cost(Usd gpu, Usd disk, Usd network) {
  public static final Cost ZERO = new Cost(Usd.ZERO, Usd.ZERO, Usd.ZERO);

  public Usd total() {
    return gpu.plus(disk).plus(network);
  }

  public Cost plus(Cost other) {
    return new Cost(gpu.plus(other.gpu), disk.plus(other.disk), network.plus(other.network));
  }
}
