package dev.sortie.practice.market;

/** What one instance used and cost on one day (UTC). Dollars are exact sums, never rounded. */
public record DayUse(
    double gpuSeconds,
    double gpuDollars,
    double diskSeconds,
    double diskDollars,
    long downBytes,
    double downDollars,
    long upBytes,
    double upDollars) {
  static final DayUse NOTHING = new DayUse(0, 0, 0, 0, 0, 0, 0, 0);

  public DayUse plus(DayUse more) {
    return new DayUse(
        gpuSeconds + more.gpuSeconds,
        gpuDollars + more.gpuDollars,
        diskSeconds + more.diskSeconds,
        diskDollars + more.diskDollars,
        downBytes + more.downBytes,
        downDollars + more.downDollars,
        upBytes + more.upBytes,
        upDollars + more.upDollars);
  }

  public double dollars() {
    return gpuDollars + diskDollars + downDollars + upDollars;
  }
}
