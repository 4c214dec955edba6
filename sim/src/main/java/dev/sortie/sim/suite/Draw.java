package dev.sortie.sim.suite;

import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.fault.Strike;
import dev.sortie.sim.time.Dice;
import dev.sortie.sim.world.Orders;
import java.util.ArrayList;
import java.util.List;

/** Which lives a suite is made of. */
public final class Draw {
  private static final FaultKind[] KINDS = FaultKind.values();
  private static final Point[] POINTS = Point.values();
  private static final Point[] MOVED_BY = {Point.PUSHED, Point.GATHERED, Point.PULLED};
  private static final int MOST_FAULTS = 5;

  private Draw() {}

  /** How many combinations of one fault and one point there are. */
  public static int singles() {
    return KINDS.length * POINTS.length;
  }

  /** Every single fault at every point, again and again with other seeds. */
  public static Orders single(long index, Protection off) {
    int which = (int) (index % singles());
    Strike strike = new Strike(KINDS[which / POINTS.length], POINTS[which % POINTS.length], 0);
    return new Orders(index, List.of(strike), off, false);
  }

  /** Two faults, each at a point of its own. */
  public static Orders pair(long seed, Protection off) {
    Dice dice = new Dice(seed * 31 + 17);
    return new Orders(seed, List.of(strike(dice), strike(dice)), off, false);
  }

  /** None to several faults. */
  public static Orders random(long seed, Protection off) {
    Dice dice = new Dice(seed * 31 + 7);
    int many = dice.below(MOST_FAULTS + 1);
    List<Strike> strikes = new ArrayList<>(many);
    for (int i = 0; i < many; i++) {
      strikes.add(strike(dice));
    }
    return new Orders(seed, strikes, off, false);
  }

  /**
   * Lives on which a protection that is switched off should be missed. Most are missed soon in any
   * life; what matters only when a process is killed in the one moment between two facts, and the
   * machine is never reached again, is given both.
   */
  public static Orders against(long seed, Protection off) {
    Orders any = random(seed, off);
    if (off != Protection.MOVED) {
      return any;
    }
    List<Strike> strikes = new ArrayList<>(any.strikes());
    Point moment = MOVED_BY[new Dice(seed * 31 + 23).below(MOVED_BY.length)];
    strikes.addFirst(new Strike(FaultKind.CONTRACT_ENDS, moment, 0));
    strikes.addFirst(new Strike(FaultKind.KILL, moment, 0));
    return new Orders(seed, strikes, off, false);
  }

  private static Strike strike(Dice dice) {
    FaultKind kind = KINDS[dice.below(KINDS.length)];
    Point point = POINTS[dice.below(POINTS.length)];
    return new Strike(kind, point, dice.oneIn(2) ? 0 : dice.between(1, 12_000));
  }
}
