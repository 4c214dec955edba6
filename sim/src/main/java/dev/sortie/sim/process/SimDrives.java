package dev.sortie.sim.process;

import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.machine.StateMachine;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.actor.Stepper;
import dev.sortie.sim.fault.Protection;

/** Makes drives of one process on virtual time. */
final class SimDrives implements Drives {
  private final Machine machine;
  private final Life life;
  private final Journal journal;
  private final Runnable runOver;

  /**
   * @param runOver hears when a run is over
   */
  SimDrives(Machine machine, Life life, Journal journal, Runnable runOver) {
    this.machine = machine;
    this.life = life;
    this.journal = journal;
    this.runOver = runOver;
  }

  @Override
  public <S, E extends Fact, G, A> Drive<S, G> drive(
      AggregateId id,
      Class<E> facts,
      StateMachine<S, E, G, A> machineOfState,
      Performer<A, G> performer,
      Listener listener) {
    StateMachine<S, E, G, A> heart =
        machine.off() == Protection.CEILING_STOP ? Deaf.of(machineOfState) : machineOfState;
    Stepper<S, E, G, A> stepper =
        new Stepper<>(id, facts, heart, journal, machine.claims(life), overheard(listener));
    SimPerformer<A, G> simulated = (SimPerformer<A, G>) performer;
    Runnable closed = id.kind() == AggregateId.Kind.RUN ? runOver : () -> {};
    return new SimDrive<>(id, life, machine, stepper, simulated, closed);
  }

  /** The oracles know what a process goes by before its journal does. */
  private Listener overheard(Listener listener) {
    return new Listener() {
      @Override
      public void fact(Entry entry) {
        machine.oracles().counts(entry);
        listener.fact(entry);
      }

      @Override
      public void stands(Entry entry) {
        listener.stands(entry);
      }

      @Override
      public void journalRefuses(Trouble trouble, int waiting) {
        listener.journalRefuses(trouble, waiting);
      }

      @Override
      public void journalWorksAgain(int late) {
        listener.journalWorksAgain(late);
      }

      @Override
      public void dropped(int facts) {
        listener.dropped(facts);
      }
    };
  }
}
