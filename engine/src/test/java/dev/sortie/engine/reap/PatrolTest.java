package dev.sortie.engine.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.machine.StateMachine;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.reap.Owner;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.actor.Drive;
import dev.sortie.engine.actor.Drives;
import dev.sortie.engine.actor.Listener;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Papers;
import dev.sortie.engine.lease.LeaseDesk;
import dev.sortie.engine.lease.LeaseWorld;
import dev.sortie.engine.lease.SlowMarket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Answers count for when they were asked: what a listing shows may be gone when it is here. */
class PatrolTest {
  private static final LeaseId ID = new LeaseId("lease001");
  private static final InstanceId INSTANCE = new InstanceId(7);
  private static final Owner US = new Owner("home", "https://console.vast.ai", 7);

  private final List<Object> heard = new CopyOnWriteArrayList<>();
  private final Claims claims = new SharedClaims().of("us");
  private final History history = new History(new InMemoryJournal());
  private final LeaseDesk desk = new LeaseDesk(new Ear(), new Nowhere(), claims, history, "us");

  /** Drives nothing: its leases are being ended, and it keeps what they are told. */
  private final class Ear implements Drives {
    @Override
    public <S, E extends Fact, G, A> Drive<S, G> drive(
        AggregateId id,
        Class<E> facts,
        StateMachine<S, E, G, A> machine,
        Performer<A, G> performer,
        Listener listener) {
      S ending = ending(facts, machine);
      return new Drive<>() {
        @Override
        public void start() {}

        @Override
        public void send(G signal) {
          heard.add(signal);
        }

        @Override
        public S state() {
          return ending;
        }

        @Override
        public boolean awaitClosed(Duration atMost) {
          return false;
        }

        @Override
        public boolean awaitWritten(Duration atMost) {
          return true;
        }

        @Override
        public boolean isOver() {
          return false;
        }

        @Override
        public void stop() {}
      };
    }
  }

  private static <S, E extends Fact> S ending(Class<E> facts, StateMachine<S, E, ?, ?> machine) {
    S state = machine.initial();
    for (LeaseEvent fact :
        List.of(
            new LeaseEvent.Intended(Papers.terms(ID.value(), "a-run")),
            new LeaseEvent.Rented(INSTANCE),
            new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.DONE, "the run is over")))) {
      state = machine.evolve(state, facts.cast(fact), SlowMarket.ASKED);
    }
    return state;
  }

  /** Nothing is done here. */
  private static final class Nowhere implements LeaseWorld {
    @Override
    public Performer<LeaseAction, LeaseSignal> performer(
        LeaseId lease, Function<LeaseTerms, RentRequest> request) {
      return new Performer<>() {
        @Override
        public List<LeaseSignal> perform(LeaseAction action) {
          return List.of();
        }

        @Override
        public List<LeaseSignal> fault(LeaseAction action, RuntimeException fault) {
          return List.of();
        }
      };
    }

    @Override
    public Optional<Traffic> traffic(LeaseId lease) {
      return Optional.empty();
    }

    @Override
    public void found(LeaseId lease, InstanceId instance) {}
  }

  @Test
  void aListingIsOfTheMomentWhenItWasAskedFor() {
    desk.inherit(ID, _ -> {});
    SlowMarket market = new SlowMarket();
    Reaper reaper = new Reaper(US, history, desk, market, _ -> {});
    try (Patrol patrol =
        new Patrol(market, reaper, new Orphans(US, history, claims), _ -> {}, market)) {
      patrol.start();
      await().until(() -> heard.stream().anyMatch(LeaseSignal.Listed.class::isInstance));
    }
    assertThat(heard)
        .filteredOn(LeaseSignal.Listed.class::isInstance)
        .first()
        .isEqualTo(new LeaseSignal.Listed(market.listing(), SlowMarket.ASKED, SlowMarket.ANSWERED));
  }
}
