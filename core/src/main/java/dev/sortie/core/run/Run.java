package dev.sortie.core.run;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.money.Usd;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A run as folded from its facts. */
public record Run(
    Optional<RunPlan> plan, Tenancy tenancy, Progress progress, Verdict verdict, Search search) {
  static final Run UNPLANNED =
      new Run(Optional.empty(), Tenancy.NONE, Progress.NONE, Verdict.NONE, Search.NONE);

  /** The plan of a run that has been planned. */
  public RunPlan agreed() {
    return plan.orElseThrow(() -> new IllegalStateException("this run was never planned"));
  }

  public RunPhase phase() {
    return progress.phase();
  }

  /** The candidate the current lease is of. */
  public Optional<Candidate> chosen() {
    return plan.filter(p -> tenancy.candidate() < p.candidates().size())
        .map(p -> p.candidates().get(tenancy.candidate()));
  }

  /**
   * The least ceiling under which all could have come home that the last pull left for its price.
   */
  public Optional<Usd> ceilingForAll() {
    return progress
        .pulled()
        .flatMap(report -> Unpaid.of(this, report))
        .map(unpaid -> agreed().budget().ceiling().plus(unpaid.cost()));
  }

  /** Empty while it may still do them. */
  public Optional<Undone> undone() {
    boolean over = phase() == RunPhase.RELEASING || phase() == RunPhase.ENDED;
    return over ? Optional.of(Undone.of(this)).filter(one -> !one.isEmpty()) : Optional.empty();
  }

  public boolean isEnded() {
    return phase() == RunPhase.ENDED;
  }

  boolean isStopping() {
    return verdict.stop().isPresent();
  }

  Run at(RunPhase phase, int position) {
    return progressed(p -> p.at(phase, position));
  }

  Run housed(UnaryOperator<Tenancy> change) {
    return new Run(plan, change.apply(tenancy), progress, verdict, search);
  }

  Run progressed(UnaryOperator<Progress> change) {
    return new Run(plan, tenancy, change.apply(progress), verdict, search);
  }

  Run judged(UnaryOperator<Verdict> change) {
    return new Run(plan, tenancy, progress, change.apply(verdict), search);
  }

  Run searching(UnaryOperator<Search> change) {
    return new Run(plan, tenancy, progress, verdict, change.apply(search));
  }

  Run planning(UnaryOperator<RunPlan> change) {
    return new Run(plan.map(change), tenancy, progress, verdict, search);
  }
}
