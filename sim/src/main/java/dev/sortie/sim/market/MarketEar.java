package dev.sortie.sim.market;

/** Hears the truth of the market, as it happens. */
public interface MarketEar {
  /** A create call has arrived. */
  void createArrived(String label);

  void created(Contract contract);

  /** It does not exist any more; nothing of it is billed. */
  void ended(Contract contract);

  /** It exists again. */
  void cameBack(Contract contract);

  /**
   * A destroy call of a controller has arrived, whatever comes of it.
   *
   * @param known whether there ever was such an instance
   */
  void destroyArrived(long instance, boolean known);

  /** A container began to run. */
  void runs(Contract contract);

  /** A clear no to a create call was sent. */
  void refused(String label);

  /** So was this one, and an instance was made all the same. */
  void leftOver(String label);

  /**
   * A complete and well-formed listing was sent.
   *
   * @param asker the lease for which it was asked; empty for all
   * @param isTrue whether it shows what is, not what was
   */
  void listed(String asker, boolean isTrue);

  /** It was truly told that this instance does not exist. */
  void denied(long instance);
}
