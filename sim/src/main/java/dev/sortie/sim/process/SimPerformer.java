package dev.sortie.sim.process;

import dev.sortie.engine.actor.Performer;
import java.util.List;
import java.util.function.Consumer;

/** Does on virtual time what production does by waiting: begins now, answers when it is done. */
interface SimPerformer<A, G> extends Performer<A, G> {
  void begin(A action, Consumer<List<G>> answer);

  @Override
  default List<G> perform(A action) {
    throw new UnsupportedOperationException("virtual time cannot be waited for");
  }
}
