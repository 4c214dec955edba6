package dev.sortie.practice.market;

/**
 * Where an instance stands. Immutable.
 *
 * @param wanted whether its owner and the market want it to run ({@code intended_status})
 * @param message {@code status_msg}
 * @param queuedUntil a refused start waits for its GPU until then; {@link Contract#NEVER} if none
 */
public record Course(
    boolean wanted, Actual actual, String message, BootPlan boot, double queuedUntil) {

  static Course booting(BootPlan plan, Actual first) {
    return new Course(true, first, "", plan, Contract.NEVER);
  }

  Course now(Actual next, String text) {
    return new Course(wanted, next, text, boot, queuedUntil);
  }

  Course unwanted(Actual next, String text) {
    return new Course(false, next, text, boot, Contract.NEVER);
  }

  Course queued(double until) {
    return new Course(wanted, actual, message, boot, until);
  }

  public boolean waits() {
    return queuedUntil < Contract.NEVER;
  }
}
