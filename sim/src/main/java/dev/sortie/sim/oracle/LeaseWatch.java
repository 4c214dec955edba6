package dev.sortie.sim.oracle;

/** What the oracles know of one lease. */
final class LeaseWatch {
  final String id;
  boolean intended;
  int creates;
  long createdAt;
  int made;
  boolean refused;
  boolean closed;
  long unwanted = -1;
  long unclear = -1;
  long unclearAhead;
  int listings;
  long instance = -1;

  /** The same, as the process that drives it has it, whose journal may not be writable. */
  long counted = -1;

  LeaseWatch(String id) {
    this.id = id;
  }
}
