package dev.sortie.core.machine;

import java.util.List;

/**
 * What a state machine answers to a signal: first what happened, then what to do. The facts must be
 * in the journal before the first action is performed (law 1).
 */
public record Decision<E, A>(List<E> facts, List<A> actions) {
  public Decision {
    facts = List.copyOf(facts);
    actions = List.copyOf(actions);
  }

  public static <E, A> Decision<E, A> nothing() {
    return new Decision<>(List.of(), List.of());
  }

  public static <E, A> Decision<E, A> act(A action) {
    return new Decision<>(List.of(), List.of(action));
  }

  public static <E, A> Decision<E, A> note(E fact) {
    return new Decision<>(List.of(fact), List.of());
  }

  /** This decision and then that one. */
  public Decision<E, A> and(Decision<E, A> more) {
    return new Decision<>(join(facts, more.facts), join(actions, more.actions));
  }

  private static <T> List<T> join(List<T> head, List<T> tail) {
    return java.util.stream.Stream.concat(head.stream(), tail.stream()).toList();
  }
}
