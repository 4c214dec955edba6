package dev.sortie.engine.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.recipe.Code;
import dev.sortie.core.recipe.Recipe;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunPhase;
import dev.sortie.core.run.RunPlan;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Papers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 9: whoever takes up a run and its leases can do everything that their states ask for. The
 * process of a whole run dies at each moment of its life, nobody comes for half an hour, and the
 * next one must find nothing that it cannot do and give up no machine, for all are healthy.
 */
class AnyMomentTest {
  private static final Duration NOBODY_COMES = Duration.ofMinutes(30);
  private static final RunPlan PLAN = plan();

  @TempDir Path folder;

  private int lives;
  private final Set<Class<?>> leasePhases = new HashSet<>();
  private final Set<RunPhase> runPhases = EnumSet.noneOf(RunPhase.class);

  @Test
  void whoeverComesNextCanDoAllThatIsAskedForAndWastesNoMachine() {
    eachMoment(_ -> {}, Duration.ZERO);
    eachMoment(World::loseAnswers, Duration.ZERO);
    assertThat(runPhases)
        .as("each phase has been taken over in")
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(RunPhase.UNPLANNED)));
    Set<Class<?>> all = new HashSet<>(List.of(LeasePhase.class.getPermittedSubclasses()));
    all.removeAll(List.of(LeasePhase.Unopened.class, LeasePhase.NotRented.class));
    assertThat(leasePhases).as("each phase has been taken over in").containsAll(all);
  }

  /** The addresses in the journal must do then. */
  @Test
  void soItCanWhereTheMarketAnswersNothingAtFirst() {
    eachMoment(_ -> {}, Duration.ofMinutes(1));
  }

  @Test
  void whatShowsUpAMinuteAfterAnUnclearCreateCallIsFoundAndNothingElseRented() {
    World world = new World();
    world.loseAnswers();
    world.listAfter(Duration.ofSeconds(60));
    Life life = new Life(world, new InMemoryJournal(), PLAN, folder, false);
    life.begin();
    List<String> wrong = new ArrayList<>();
    lives(life, world);
    check(life, world, "undisturbed", wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void whereThereIsNothingToDoNothingIsAskedFor() {
    LeaseMachine machine = new LeaseMachine();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    LeaseEvent intended = new LeaseEvent.Intended(Papers.terms("lease001", "run"));
    List<List<LeaseEvent>> journals =
        List.of(
            List.of(),
            List.of(intended, new LeaseEvent.NotRented(NotRentedReason.OFFER_GONE, "taken")),
            List.of(
                intended,
                new LeaseEvent.Rented(new InstanceId(7)),
                new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.DONE, "")),
                new LeaseEvent.Gone()));
    for (List<LeaseEvent> journal : journals) {
      var lease = machine.initial();
      for (LeaseEvent fact : journal) {
        lease = machine.evolve(lease, fact, now);
      }
      LeaseSignal takenUp = new LeaseSignal.Resumed("process 2");
      assertThat(machine.decide(lease, takenUp, now).actions()).as("%s", journal).isEmpty();
      assertThat(machine.wakeAt(lease, now)).as("%s", journal).isEmpty();
    }
  }

  /**
   * @param trouble of the market from the beginning
   * @param deaf how long nothing is answered after the takeover
   */
  private void eachMoment(Consumer<World> trouble, Duration deaf) {
    List<String> wrong = new ArrayList<>();
    for (int moment = 1; dies(moment, trouble, deaf, wrong); moment++) {
      assertThat(moment).as("a run ends").isLessThan(2_000);
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * @return whether the run was not over by then
   */
  private boolean dies(int moment, Consumer<World> trouble, Duration deaf, List<String> wrong) {
    World world = new World();
    trouble.accept(world);
    Path state = folder.resolve(lives++ + "");
    InMemoryJournal journal = new InMemoryJournal();
    new Life(world, journal, PLAN, state, false).begin();
    for (int i = 0; i < moment; i++) {
      world.time.step();
    }
    Optional<Run> left = new History(journal).run(PLAN.id());
    String where = "moment " + moment + ", " + left.map(Run::phase) + " with " + phases(journal);
    left.ifPresent(run -> runPhases.add(run.phase()));
    if (left.isEmpty()) {
      return true;
    }
    if (left.get().isEnded()) {
      return false;
    }
    world.time.pass(NOBODY_COMES);
    world.deafFor(deaf);
    Life next = new Life(world, journal, PLAN, state, true);
    next.begin();
    lives(next, world);
    check(next, world, where, wrong);
    return true;
  }

  private static void lives(Life life, World world) {
    Instant patience = world.time.instant().plus(Duration.ofHours(1));
    while (!life.run().isEnded() && world.time.instant().isBefore(patience)) {
      if (!world.time.step()) {
        return;
      }
    }
  }

  private List<LeasePhase> phases(InMemoryJournal journal) {
    History history = new History(journal);
    List<LeasePhase> phases =
        PLAN.leases().stream()
            .flatMap(id -> history.lease(id).stream())
            .map(lease -> lease.phase())
            .toList();
    phases.forEach(phase -> leasePhases.add(phase.getClass()));
    return phases;
  }

  private static void check(Life next, World world, String where, List<String> wrong) {
    next.failed.forEach(what -> wrong.add(where + ": cannot be done: " + what));
    next.run().verdict().troubles().forEach(what -> wrong.add(where + ": " + what));
    if (!next.run().isEnded()) {
      wrong.add(where + ": never ends");
    }
    if (world.creates() != 1) {
      wrong.add(where + ": " + world.creates() + " machines were rented");
    }
    if (world.living() != 0) {
      wrong.add(where + ": " + world.living() + " machines are left");
    }
  }

  private static RunPlan plan() {
    RunPlan plain =
        Papers.plan(
            "a-run",
            new Budget(Usd.of("5"), Duration.ofHours(2)),
            List.of("/work"),
            "lease001",
            "lease002");
    Recipe recipe = plain.recipe();
    return new RunPlan(
        plain.id(),
        plain.job(),
        plain.workingFolder(),
        plain.outFolder(),
        new Recipe(
            recipe.name(),
            recipe.description(),
            recipe.hardware(),
            recipe.image(),
            recipe.environment(),
            recipe.secrets(),
            recipe.ports(),
            List.of("make ready"),
            Optional.of(new Code(".", "/app", List.of())),
            recipe.task(),
            recipe.folder(),
            recipe.outputs(),
            recipe.limits(),
            recipe.expectation(),
            recipe.retriesTasks()),
        List.of("one", "two"),
        plain.budget(),
        plain.workload(),
        plain.candidates(),
        plain.leases(),
        plain.options());
  }
}
