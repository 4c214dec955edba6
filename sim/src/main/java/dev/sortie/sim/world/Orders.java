package dev.sortie.sim.world;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.fault.Strike;
import java.util.List;

/**
 * One simulated life to be lived.
 *
 * @param strikes the faults; when and what exactly happens is drawn from the seed
 * @param off the protection that is switched off
 * @param told whether its timeline is wanted in words
 */
public record Orders(long seed, List<Strike> strikes, Protection off, boolean told) {
  public Orders {
    strikes = List.copyOf(strikes);
  }

  public Orders aloud() {
    return new Orders(seed, strikes, off, true);
  }

  /** How a person lives it again. */
  public String command() {
    StringBuilder line = new StringBuilder("./sortie-sim --seed ").append(seed);
    strikes.forEach(strike -> line.append(" --fault ").append(strike));
    if (strikes.isEmpty()) {
      line.append(" --fault none");
    }
    return off == Protection.NONE ? line.toString() : line.append(" --off ").append(off).toString();
  }
}
