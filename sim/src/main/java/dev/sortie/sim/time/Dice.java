package dev.sortie.sim.time;

/** Chance that can be repeated: the same seed throws the same numbers (SplitMix64). */
public final class Dice {
  private long state;

  public Dice(long seed) {
    this.state = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
  }

  public long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound} - 1. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Both ends included. */
  public long between(long least, long most) {
    return least + below((int) (most - least + 1));
  }

  public boolean oneIn(int many) {
    return below(many) == 0;
  }
}
