package dev.sortie.sim.market;

import dev.sortie.core.money.Traffic;
import java.util.ArrayList;
import java.util.List;

/** What one instance really costs: the market's own count, by the published rules. */
final class Meter {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final Terms terms;
  private final List<Move> moves = new ArrayList<>(8);
  private long existed;
  private long existsSince = -1;
  private long ran;
  private long runsSince = -1;
  private long down;
  private long up;
  private long untoldDown;
  private long untoldUp;
  private long judged;
  private double gpuPerHour;
  private final List<Priced> before = new ArrayList<>(2);

  Meter(Terms terms) {
    this.terms = terms;
    this.gpuPerHour = terms.gpuPerHour();
  }

  void exists(long now) {
    if (existsSince < 0) {
      existsSince = now;
    }
  }

  void ends(long now) {
    halts(now);
    if (existsSince >= 0) {
      existed += now - existsSince;
      existsSince = -1;
    }
  }

  void runs(long now) {
    if (runsSince < 0) {
      runsSince = now;
    }
  }

  void halts(long now) {
    if (runsSince >= 0) {
      ran += now - runsSince;
      runsSince = -1;
    }
  }

  void moved(long bytesDown, long bytesUp, long now) {
    down += bytesDown;
    up += bytesUp;
    moves.add(new Move(now, bytesDown, bytesUp));
  }

  /** Some of them nobody can write down any more. */
  void untold(long bytesDown, long bytesUp) {
    untoldDown += bytesDown;
    untoldUp += bytesUp;
  }

  /**
   * What was moved from then on nobody can tell of any more, but for what facts of the run tell.
   *
   * @param toldDown what those tell of all bytes so far, as {@code toldUp}
   */
  void untoldSince(long from, long now, long toldDown, long toldUp) {
    for (int i = moves.size() - 1; i >= 0 && moves.get(i).at() >= Math.max(from, judged); i--) {
      untold(moves.get(i).down(), moves.get(i).up());
    }
    untoldDown = Math.min(untoldDown, Math.max(0, down - toldDown));
    untoldUp = Math.min(untoldUp, Math.max(0, up - toldUp));
    judged = now;
  }

  /** Somebody was told the machine's own counts. */
  void allTold() {
    untoldDown = 0;
    untoldUp = 0;
  }

  Traffic tellable() {
    return new Traffic(down - untoldDown, up - untoldUp);
  }

  double untold() {
    return price(untoldDown, untoldUp);
  }

  private double price(long bytesDown, long bytesUp) {
    return (terms.downPerGigabyte() * (double) bytesDown + terms.upPerGigabyte() * (double) bytesUp)
        / 1e9;
  }

  /** Another price from now on. */
  void raise(double factor, long now) {
    boolean runs = runsSince >= 0;
    halts(now);
    before.add(new Priced(gpuPerHour, ran));
    ran = 0;
    gpuPerHour *= factor;
    if (runs) {
      runs(now);
    }
  }

  boolean isRaised() {
    return gpuPerHour != terms.gpuPerHour();
  }

  /** What was asked beyond what was agreed on. */
  double surcharge(long now) {
    return beyond(terms.gpuPerHour(), now);
  }

  /** What was asked beyond this price of the GPU. */
  double beyond(double known, long now) {
    double sum = Math.max(0, gpuPerHour - known) * ran(now);
    for (Priced one : before) {
      sum += Math.max(0, one.perHour() - known) * one.ran();
    }
    return sum / MILLIS_PER_HOUR;
  }

  /** At the price of now. */
  private double ran(long now) {
    return ran + (runsSince < 0 ? 0 : now - runsSince);
  }

  double perHour() {
    return gpuPerHour + terms.diskPerHour();
  }

  long down() {
    return down;
  }

  long up() {
    return up;
  }

  /** In billionths of a dollar. */
  double cost(long now) {
    double disk = existed + (existsSince < 0 ? 0 : now - existsSince);
    return (beyond(0, now) + terms.diskPerHour() * disk / MILLIS_PER_HOUR) + price(down, up);
  }

  /** For so long it ran at this price. */
  private record Priced(double perHour, long ran) {}

  private record Move(long at, long down, long up) {}
}
