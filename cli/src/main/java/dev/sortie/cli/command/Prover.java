package dev.sortie.cli.command;

/** Proves by a rented machine what cannot be known otherwise. */
public interface Prover {
  /**
   * @param yes whether to rent without asking
   * @return the exit code: 0 when it is proven
   */
  int prove(Context context, boolean yes);
}
