package dev.sortie.practice.machine;

/**
 * How long a machine's processes outlive the market that started them. Longer than a market takes
 * to start again, which takes its machines up as they are.
 *
 * @param lookSeconds from one look for the market to the next
 * @param looks that find no market before the processes are ended
 */
record Patience(int lookSeconds, int looks) {
  /** Ten minutes without a market, or half a minute without a folder. */
  static final Patience USUAL = new Patience(15, 40);

  long minutes() {
    return Math.ceilDiv((long) lookSeconds * looks, 60);
  }
}
