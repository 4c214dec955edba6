package dev.sortie.engine.budget;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.Mutex;
import dev.sortie.core.money.Allowance;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Ledger;
import dev.sortie.core.money.SpendLimits;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.history.History;
import dev.sortie.engine.run.RunHandle;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds runs to the limits that they share (law 7). A run counts with its whole ceiling from the
 * moment it is planned until it is over, and with what it has cost from then on.
 */
public final class Treasury {
  private final History history;
  private final SpendLimits limits;
  private final Mutex mutex;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Supplier<Optional<String>> doubt;

  /**
   * @param mutex respected by all processes that share the journal
   * @param zone where days and months begin at midnight
   * @param doubt what happened to an earlier journal, until a person has taken note; empty when
   *     this one knows of everything
   */
  public Treasury(
      History history,
      SpendLimits limits,
      Mutex mutex,
      InstantSource clock,
      ZoneId zone,
      Supplier<Optional<String>> doubt) {
    this.history = history;
    this.limits = limits;
    this.mutex = mutex;
    this.clock = clock;
    this.zone = zone;
    this.doubt = doubt;
  }

  /** Where each limit stands for a run with this budget. */
  public List<Allowance> allowances(Budget budget) {
    if (limits.isNone()) {
      return List.of();
    }
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant day = today.atStartOfDay(zone).toInstant();
    Instant month = today.withDayOfMonth(1).atStartOfDay(zone).toInstant();
    boolean campaign = limits.perCampaign().isPresent() && budget.campaign().isPresent();
    Ledger ledger = Ledgers.read(history, campaign ? Instant.EPOCH : month, campaign, now);
    return ledger.allowances(limits, budget.campaign(), day, month);
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when one more run with this budget might exceed
   *     a limit, with the arithmetic
   */
  public void check(Budget budget) {
    if (!limits.isNone()) {
      doubt
          .get()
          .ifPresent(what -> {
            throw unknown(what).asException();
          });
    }
    List<String> exceeded =
        allowances(budget).stream()
            .filter(allowance -> !allowance.fits(budget.ceiling()))
            .map(allowance -> allowance.words(budget.ceiling()))
            .toList();
    if (!exceeded.isEmpty()) {
      throw new Trouble(
              Cause.BUDGET_FULL,
              String.join("\n", exceeded),
              "nothing was rented",
              "a lower --max-cost; wait; end an open run (`sortie ps`, `sortie down RUN`);"
                  + " or raise the limit in the config file")
          .asException();
    }
  }

  private static Trouble unknown(String what) {
    return new Trouble(
        Cause.BUDGET_UNKNOWN,
        "there are limits on what all runs together may spend, and the journal may not know what"
            + " was spent before:\n"
            + what,
        "nothing was rented",
        "`sortie reap` shows what is rented; then `sortie doctor --accept-journal` counts from what"
            + " the journal knows");
  }

  /**
   * The same run, which begins only if the limits leave room for its ceiling. No other process
   * looks before it stands in the journal.
   */
  public RunHandle hold(RunPlan plan, RunHandle run) {
    return limits.isNone()
        ? run
        : run.beginningBy(() -> mutex.alone(() -> begin(plan.budget(), run)));
  }

  private void begin(Budget budget, RunHandle run) {
    check(budget);
    run.begin();
    PlannedWait.until(run);
  }
}
