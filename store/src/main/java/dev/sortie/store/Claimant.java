package dev.sortie.store;

/**
 * A process that claims things, as it stands in the table.
 *
 * @param owner no two ever have the same, not even in one process
 * @param host name of the computer
 * @param boot which run of the kernel; empty where the system does not say
 * @param pidSpace within which {@code pid} means something; empty where there is but one
 * @param started when the process started, in the system's own terms: a number that was recycled
 *     has another
 */
record Claimant(String owner, String host, String boot, String pidSpace, long pid, String started) {
  /** Whether what this process sees of {@code other} by its number can be believed. */
  boolean canSee(Claimant other) {
    return host.equals(other.host) && pidSpace.equals(other.pidSpace);
  }

  /** For people who read it on this process' computer. */
  String nameOf(Claimant other) {
    return "process " + other.pid + (host.equals(other.host) ? "" : " on " + other.host);
  }
}
