package dev.sortie.core.lease;

import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.Optional;

/**
 * What was intended when the lease was opened; never changes.
 *
 * @param run the run it was opened for; empty when it was adopted from another installation
 * @param endpoint the market, and {@code account} the account on it: only there may it be ended
 *     (law 3)
 * @param life how long it may live at most, derived from the ceiling (law 7)
 * @param cap what it may cost at most, traffic included (law 7)
 * @param reserve bytes whose price {@code life} has set aside; what goes beyond shortens it
 * @param guard how long it outlives our silence; empty when a person wants no guard
 * @param marketEnd whether the market's own scheduler is to end it too
 */
public record LeaseTerms(
    LeaseId id,
    Label label,
    String run,
    OfferId offer,
    MachineId machine,
    String gpu,
    String location,
    Rates rates,
    double diskGigabytes,
    String image,
    String endpoint,
    long account,
    Duration life,
    Usd cap,
    Traffic reserve,
    Optional<GuardTerms> guard,
    Patience patience,
    boolean marketEnd) {
  /** Without an end that the market holds. */
  public LeaseTerms(
      LeaseId id,
      Label label,
      String run,
      OfferId offer,
      MachineId machine,
      String gpu,
      String location,
      Rates rates,
      double diskGigabytes,
      String image,
      String endpoint,
      long account,
      Duration life,
      Usd cap,
      Traffic reserve,
      Optional<GuardTerms> guard,
      Patience patience) {
    this(
        id,
        label,
        run,
        offer,
        machine,
        gpu,
        location,
        rates,
        diskGigabytes,
        image,
        endpoint,
        account,
        life,
        cap,
        reserve,
        guard,
        patience,
        false);
  }

  /**
   * What an instance of an unclear create call costs if it appears after nobody looks for it any
   * more: it loads, then its guard ends it.
   */
  public Usd costIfLate() {
    Duration silence = guard.orElse(GuardTerms.USUAL).grace();
    return rates
        .perHour()
        .perHourFor(silence.plus(Budget.TEARDOWN))
        .plus(rates.diskPerHour().perHourFor(Budget.LOADING));
  }

  /** The same rental under a lease id of its own. */
  public LeaseTerms as(LeaseId other) {
    return copy(other, marketEnd);
  }

  /** The same with an end that the market's own scheduler holds, or without. */
  public LeaseTerms heldByMarket(boolean wanted) {
    return copy(id, wanted);
  }

  private LeaseTerms copy(LeaseId other, boolean held) {
    return new LeaseTerms(
        other,
        label,
        run,
        offer,
        machine,
        gpu,
        location,
        rates,
        diskGigabytes,
        image,
        endpoint,
        account,
        life,
        cap,
        reserve,
        guard,
        patience,
        held);
  }
}
