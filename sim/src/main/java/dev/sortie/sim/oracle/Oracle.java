package dev.sortie.sim.oracle;

/** What must hold whatever happens. */
public enum Oracle {
  ENDS_IN_TIME(1, "billed no longer than the bound after the intended end"),
  CEILING(2, "spend stays under the ceiling"),
  NEVER_TWICE(3, "never two rentals for one intent"),
  NEVER_A_STRANGERS(4, "never a foreign instance touched"),
  PROVEN_GONE(5, "never concluded gone without proof"),
  RESULTS(6, "every output is home and whole, or named as missing"),
  KEY_STAYS(7, "the account key never reaches a host"),
  NO_STORM(8, "never too many create calls"),
  TERMINATES(9, "a terminal state is reached"),
  EXPLAINED(10, "the journal explains every dollar"),
  FENCED(11, "who lost the claim neither writes nor acts"),
  NO_WASTE(12, "no sound machine that the run needs is given up");

  private final int number;
  private final String words;

  Oracle(int number, String words) {
    this.number = number;
    this.words = words;
  }

  public int number() {
    return number;
  }

  public String words() {
    return words;
  }
}
