package dev.sortie.engine.actor;

import dev.sortie.core.journal.Fact;
import dev.sortie.core.machine.Decision;
import dev.sortie.core.machine.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A counter that is over at its goal: {@code add} counts one up and asks for a greeting of the new
 * number, {@code rent} for what must be on disk first, {@code greet} asks for one without a fact,
 * {@code tick} is counted apart.
 */
final class Toy implements StateMachine<Toy.Count, Toy.Event, String, String> {
  private final int goal;
  private final Optional<Duration> alarm;

  Toy(int goal) {
    this(goal, Optional.empty());
  }

  Toy(int goal, Optional<Duration> alarm) {
    this.goal = goal;
    this.alarm = alarm;
  }

  record Count(int added, int ticks) {}

  /** What happens to a counter. */
  sealed interface Event extends Fact {
    record Added(int to) implements Event {}

    record Ticked() implements Event {}
  }

  @Override
  public Count initial() {
    return new Count(0, 0);
  }

  @Override
  public Decision<Event, String> decide(Count count, String signal, Instant now) {
    int next = count.added() + 1;
    return switch (signal) {
      case "add" -> new Decision<>(List.of(new Event.Added(next)), List.of("greet " + next));
      case "greet" -> Decision.act("greet");
      case "rent" -> new Decision<>(List.of(new Event.Added(next)), List.of("rent " + next));
      case "tick" -> Decision.note(new Event.Ticked());
      default -> Decision.nothing();
    };
  }

  @Override
  public Count evolve(Count count, Event event, Instant at) {
    return switch (event) {
      case Event.Added(var to) -> new Count(to, count.ticks());
      case Event.Ticked() -> new Count(count.added(), count.ticks() + 1);
    };
  }

  @Override
  public Optional<Instant> wakeAt(Count count, Instant now) {
    return alarm.map(now::plus);
  }

  @Override
  public String tick() {
    return "tick";
  }

  @Override
  public String resumed() {
    return "resumed";
  }

  @Override
  public boolean isClosed(Count count) {
    return count.added() >= goal;
  }

  @Override
  public boolean isBinding(String action) {
    return action.startsWith("rent");
  }
}
