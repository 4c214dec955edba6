package dev.sortie.core.error;

/**
 * Who can do something about it; decides the exit code of the command line.
 *
 * @see Cause
 */
public enum Category {
  /** The person: a wrong flag, file or key. */
  USER(2),
  /** Nobody has what was asked for. */
  CAPACITY(3),
  /** A limit on money was met. */
  MONEY(4),
  /** The market or a rented machine failed. */
  PROVIDER(5),
  /** A task of the person's own failed. */
  TASK(1),
  /** Results are not all here. */
  RESULTS(6),
  /** This computer: disk, network, folder rights. */
  HERE(7),
  /** Sortie itself. */
  INTERNAL(70),
  /** A person stopped it; as shells count an interrupt. */
  STOPPED(130);

  private final int exitCode;

  Category(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
