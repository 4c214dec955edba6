package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.terminal.Json;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Category;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.money.Usd;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunTrouble;
import dev.sortie.core.run.Undone;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Receipt;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last words on a run: receipt, what stays, what went wrong, the exit code. */
final class Finish {
  private final Context context;
  private final Workplace workplace;
  private final boolean json;

  Finish(Context context, Workplace workplace, boolean json) {
    this.context = context;
    this.workplace = workplace;
    this.json = json;
  }

  /**
   * @return the exit code: 0, or that of an interrupt when one came too late to change anything
   * @throws dev.sortie.core.error.TroubleException what went wrong most
   */
  int tell(Rental.Outcome outcome) {
    Run run = outcome.run();
    Receipt receipt =
        Receipt.of(
            run.agreed().id(), run, workplace.engine().history(), context.env().clock().instant());
    if (json) {
      Map<String, Object> last = new LinkedHashMap<>(ReceiptText.json(receipt));
      last.put("out", run.agreed().outFolder());
      last.put("proven_gone", run.isEnded() && !run.verdict().kept());
      last.put("ok", run.verdict().troubles().isEmpty());
      context.out().println(Json.line(last));
    } else {
      context.print(ReceiptText.brief(receipt, home(run), context.paint()));
      kept(run).ifPresent(lease -> context.out().println(kept(lease)));
      if (!run.isEnded()) {
        context.out().println(toBeProven(run));
      }
    }
    Optional<RunTrouble> worst = worst(run);
    if (worst.isPresent()) {
      throw withLeft(trouble(run, worst.get()), left(outcome)).asException();
    }
    if (!outcome.left().isEmpty()) {
      throw new Trouble(
              Cause.DESTROY_FAILED,
              left(outcome),
              whatWasKept(run),
              "sortie down " + outcome.left().getFirst())
          .asException();
    }
    return outcome.signalled() ? Category.STOPPED.exitCode() : 0;
  }

  /** A machine that was kept may have been put down elsewhere since. */
  private Optional<LeaseId> kept(Run run) {
    return run.tenancy()
        .lease()
        .filter(_ -> run.verdict().kept())
        .filter(lease -> Standing.of(history(), lease) == Standing.STAYS);
  }

  private String toBeProven(Run run) {
    return context.paint().paint(Style.STAGE, "gone    ")
        + context.advice(
            "destroyed and absent; that it stays so proves the next sortie that rents, or: sortie"
                + " resume "
                + run.agreed().id());
  }

  private String kept(LeaseId lease) {
    return context.paint().paint(Style.WARNING, "keep    ")
        + context.advice(
            Standing.words(history(), lease)
                + ": sortie pull "
                + lease
                + " · sortie down "
                + lease);
  }

  private History history() {
    return workplace.engine().history();
  }

  private String home(Run run) {
    return run.progress()
            .pulled()
            .or(() -> run.progress().gathered())
            .filter(p -> p.files() > 0)
            .isPresent()
        ? Paths.shown(context.env().folder(), run.agreed().outFolder())
        : "";
  }

  /** What lost results outranks all; otherwise what came first. */
  private static Optional<RunTrouble> worst(Run run) {
    return run.verdict().troubles().stream()
        .min(
            Comparator.comparingInt(t ->
                switch (t.cause().category()) {
                  case RESULTS -> 0;
                  case USER, CAPACITY, MONEY, PROVIDER, TASK, HERE, INTERNAL, STOPPED -> 1;
                }));
  }

  private static Trouble withLeft(Trouble trouble, String left) {
    return left.isEmpty()
        ? trouble
        : new Trouble(
            trouble.cause(),
            trouble.happened() + "\n" + Cause.DESTROY_FAILED.code() + " " + left,
            trouble.kept(),
            trouble.next());
  }

  /** What was found on the market beside the run's own machines. */
  private static String left(Rental.Outcome outcome) {
    return outcome.left().isEmpty()
        ? ""
        : "found on the market and not proven gone yet: " + Driving.names(outcome.left());
  }

  private Trouble trouble(Run run, RunTrouble worst) {
    return new Trouble(worst.cause(), happened(run, worst), whatWasKept(run), next(run, worst));
  }

  /** What the ceiling did not pay for needs a higher one, or the machine that still has it. */
  private String next(Run run, RunTrouble worst) {
    String id = run.agreed().id().value();
    Optional<Usd> ceiling = run.ceilingForAll();
    if (worst.cause() != Cause.RESULTS_MISSING || ceiling.isEmpty()) {
      return NextSteps.after(worst.cause(), id);
    }
    return kept(run).isPresent()
        ? "sortie pull " + kept(run).get() + "   (beyond the ceiling)"
        : "run what is missing again with --max-cost "
            + ceiling.get().dollars().setScale(2, RoundingMode.UP).toPlainString()
            + " or more";
  }

  private static String happened(Run run, RunTrouble worst) {
    StringBuilder text = new StringBuilder(Narrator.plain(worst.said()));
    run.verdict().troubles().stream()
        .filter(other -> !other.equals(worst))
        .forEach(other ->
            text.append('\n')
                .append(other.cause().code())
                .append(' ')
                .append(Narrator.plain(other.said())));
    // After a lost machine the troubles say so themselves.
    run.undone()
        .map(Undone::words)
        .filter(words -> text.indexOf(words) < 0)
        .ifPresent(words -> text.append('\n').append(words));
    return text.toString();
  }

  private String whatWasKept(Run run) {
    String machines = Standing.ofAll(history(), history().leasesOf(run.agreed().id()));
    String results = home(run);
    return results.isEmpty() ? machines : "results in " + results + "; " + machines;
  }
}
