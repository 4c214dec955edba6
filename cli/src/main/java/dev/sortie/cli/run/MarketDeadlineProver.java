package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.command.Prover;
import dev.sortie.cli.env.Interrupts;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Category;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.run.RunOptions;
import dev.sortie.engine.lease.LeaseHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * Rents the cheapest machine there is, has the market's scheduler destroy it some minutes on, and
 * watches that this happens after its time and not before. The machine is ended in any case.
 */
public final class MarketDeadlineProver implements Prover {
  private static final Duration LEFT = Duration.ofSeconds(20);

  /** An hourly scheduler may be so late, and the market's clock may differ. */
  private static final Duration LATEST = Duration.ofMinutes(75);

  private static final Duration LOOK = Duration.ofSeconds(3);

  @Override
  public int prove(Context context, boolean yes) {
    CountDownLatch stop = new CountDownLatch(1);
    // Before anything is rented and until it is gone: a signal must leave no machine behind.
    try (Interrupts.Registration _ = context.env().interrupts().onSignal(_ -> stop.countDown())) {
      return prove(context, yes, stop);
    }
  }

  private static int prove(Context context, boolean yes, CountDownLatch stop) {
    JobArguments args = CommandLine.populateCommand(new JobArguments(), arguments(yes));
    Jobs jobs =
        new Jobs(
            context.env(), context.wiring(), Project.of(context.env().folder(), List.of()), args);
    RunOptions options = jobs.options(false, true);
    Workplace workplace = context.wiring().workplace(Optional.empty());
    Optional<Rental.Outcome> rented =
        new Rental(context, workplace, jobs).carryOut(List.of(), options);
    if (rented.isEmpty()) {
      return Category.STOPPED.exitCode();
    }
    if (!rented.get().run().verdict().kept()) {
      return new Finish(context, workplace, false).tell(rented.get());
    }
    LeaseId lease = rented.get().run().tenancy().lease().orElseThrow();
    Optional<String> why;
    try {
      why = watch(context, workplace, lease, stop);
    } finally {
      end(context, workplace, lease);
    }
    if (why.isPresent() && stop.getCount() == 0) {
      say(context, "not proven: stopped while watching");
      return Category.STOPPED.exitCode();
    }
    if (why.isPresent()) {
      throw new Trouble(
              Cause.MARKET_FAILED,
              "the market's own deadline is not proven: " + why.get(),
              Standing.words(workplace.engine().history(), lease),
              "rely on the guard; --market-deadline adds nothing here")
          .asException();
    }
    new DeadlineProof(workplace.state(), workplace.market().endpoint())
        .record(context.env().clock().instant());
    say(context, "proven: it ended the machine by itself, after its time and not before");
    return 0;
  }

  private static String[] arguments(boolean yes) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--job",
                "prove-market-deadline",
                "--recipe",
                "batch",
                "--query",
                "gpu_ram >= 4",
                "--disk",
                "10",
                "--max-cost",
                "0.25",
                "--max-hours",
                "2",
                "--no-sync",
                "--no-market-deadline"));
    if (yes) {
      words.add("--yes");
    }
    return words.toArray(String[]::new);
  }

  /**
   * @return why nothing is proven; empty when it is
   */
  private static Optional<String> watch(
      Context context, Workplace workplace, LeaseId lease, CountDownLatch stop) {
    OwnInstance own = workplace.engine().history().lease(lease).orElseThrow().own().orElseThrow();
    InstanceId instance = own.id();
    Instant asked = context.env().clock().instant();
    HeldEnd held = workplace.market().holdEnd(own, LEFT, Permit.ALWAYS);
    if (!(held instanceof HeldEnd.Held(var at))) {
      return Optional.of(
          switch (held) {
            case HeldEnd.NotHeld(var said) -> Narrator.plain(said);
            case HeldEnd.Unclear(var problem) -> Narrator.plain(problem.said());
            case HeldEnd.Held _ -> throw new AssertionError("just ruled out");
          });
    }
    say(context, "the market is to end instance " + instance + " after " + at + "; watching");
    Instant earliest = asked.plus(LEFT);
    Instant latest = at.plus(LATEST);
    while (true) {
      boolean gone = workplace.market().look(instance) instanceof Sighting.Absent;
      Instant now = context.env().clock().instant();
      if (gone) {
        return now.isBefore(earliest)
            ? Optional.of("the machine was gone before its time")
            : Optional.empty();
      }
      if (now.isAfter(latest)) {
        return Optional.of("nothing had happened " + LATEST.toMinutes() + " min after its time");
      }
      try {
        if (stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          return Optional.of("stopped");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.of("interrupted");
      }
    }
  }

  /** Whatever was seen: proven gone, and its job removed. */
  private static void end(Context context, Workplace workplace, LeaseId id) {
    LeaseHandle lease = workplace.engine().take(id, _ -> {});
    lease.end(new EndReason(EndReason.Kind.ASKED, "the proof is over"));
    try {
      if (!lease.await(DownCommand.PATIENCE)) {
        throw DownCommand.notGone(workplace.engine().history(), id).asException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DownCommand.notGone(workplace.engine().history(), id).asException();
    }
    say(context, Standing.words(workplace.engine().history(), id));
    release(workplace, id);
  }

  /** Its job would call for an instance that is gone, until a day is over. */
  private static void release(Workplace workplace, LeaseId id) {
    InstanceId instance =
        workplace.engine().history().lease(id).orElseThrow().instance().orElseThrow();
    if (workplace.market().releaseEnd(instance, Permit.ALWAYS)
        instanceof ReleasedEnd.Failed(var problem)) {
      throw new Trouble(
              Cause.MARKET_FAILED,
              "the market's job for the end of instance "
                  + instance
                  + " could not be removed: "
                  + Narrator.plain(problem.said()),
              Standing.words(workplace.engine().history(), id),
              "none needed: it ends by itself within a day")
          .asException();
    }
  }

  private static void say(Context context, String words) {
    context.out().println(context.paint().paint(Style.STAGE, "proof   ") + words);
  }
}
