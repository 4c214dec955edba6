package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.run.RunEvent;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.actor.FencedException;
import dev.sortie.engine.actor.Performer;
import dev.sortie.engine.actor.SteadyClock;
import dev.sortie.engine.actor.Threads;
import dev.sortie.engine.history.History;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LeaseDeskTest {
  private static final AggregateId RUN = new AggregateId(AggregateId.Kind.RUN, "run");
  private static final AggregateId LEASE =
      new AggregateId(AggregateId.Kind.LEASE, Terms.LEASE.value());

  private final InMemoryJournal journal = new InMemoryJournal();
  private final SharedClaims claims = new SharedClaims();
  private final List<LeaseAction> done = new CopyOnWriteArrayList<>();
  private final LeaseDesk desk =
      new LeaseDesk(
          new Threads(
              journal, claims.of("us"), new SteadyClock(InstantSource.system(), System::nanoTime)),
          new Refusing(),
          claims.of("us"),
          new History(journal),
          "process 7");

  @AfterEach
  void close() {
    desk.close();
  }

  /** A market that never rents anything. */
  private final class Refusing implements LeaseWorld {
    @Override
    public Performer<LeaseAction, LeaseSignal> performer(
        LeaseId lease, Function<LeaseTerms, RentRequest> request) {
      return new Performer<>() {
        @Override
        public List<LeaseSignal> perform(LeaseAction action) {
          done.add(action);
          return action instanceof LeaseAction.Rent
              ? List.of(new LeaseSignal.RentAnswered(new RentOutcome.OfferGone("gone")))
              : List.of();
        }

        @Override
        public List<LeaseSignal> fault(LeaseAction action, RuntimeException fault) {
          return List.of(
              new LeaseSignal.RentAnswered(
                  new RentOutcome.Unclear(new MarketProblem.NoAnswer("" + fault))));
        }
      };
    }

    @Override
    public Optional<Traffic> traffic(LeaseId lease) {
      return Optional.empty();
    }

    @Override
    public void found(LeaseId lease, InstanceId instance) {
      // Nothing is to be found here.
    }
  }

  private LeaseHandle open() {
    return desk.open(
        Terms.SOME,
        _ -> {
          throw new IllegalStateException("not asked");
        },
        _ -> {});
  }

  @Test
  void aLeaseIsClaimedAsLongAsItIsOpen() {
    claims.give(RUN, "us");
    open();
    await().until(() -> !journal.read(LEASE).isEmpty());
    await().until(() -> journal.read(LEASE).getLast().fact().ends());
    assertThat(journal.read(LEASE).getLast().fact())
        .isEqualTo(new LeaseEvent.NotRented(NotRentedReason.OFFER_GONE, "gone"));
    await().untilAsserted(() -> assertThat(claims.owner(LEASE)).isEmpty());
  }

  @Test
  void forARunThatAnotherHasTakenNoLeaseIsOpened() {
    claims.give(RUN, "another");
    assertThatThrownBy(this::open).isInstanceOf(FencedException.class);
    assertThat(journal.read(LEASE)).isEmpty();
    assertThat(done).isEmpty();
    assertThat(claims.owner(LEASE)).isEmpty();
  }

  @Test
  void aLeaseThatAnotherHasTakenIsNotOpened() {
    claims.give(RUN, "us");
    claims.give(LEASE, "another");
    assertThatThrownBy(this::open).isInstanceOf(FencedException.class);
    assertThat(journal.read(LEASE)).isEmpty();
    assertThat(claims.owner(LEASE)).contains("another");
  }

  @Test
  void theFirstFactOfALeaseThatIsTakenUpSaysByWhom() {
    journal.append(LEASE, 0, Instant.EPOCH, List.of(new LeaseEvent.Intended(Terms.SOME)));
    desk.take(Terms.LEASE, _ -> {});
    await().until(() -> journal.read(LEASE).size() > 1);
    assertThat(journal.read(LEASE).stream().map(Entry::fact))
        .element(1)
        .isEqualTo(new LeaseEvent.Adopted("process 7"));
    assertThat(claims.owner(LEASE)).contains("us");
  }

  /** Its process died after the run had taken down what was moved, and before the lease did. */
  private void movedByItsRun() {
    RunEvent up = new RunEvent.LeaseUp(Terms.LEASE);
    PushReport pushed = new PushReport(1, 100, 1, 100, 0, List.of(), List.of());
    PullReport pulled = new PullReport(1, 30, 1, 30, List.of());
    journal.append(
        RUN,
        0,
        Instant.EPOCH,
        List.of(up, new RunEvent.Pushed(pushed), new RunEvent.Pulled(pulled)));
  }

  private void awaitCounted() {
    await()
        .untilAsserted(() ->
            assertThat(journal.read(LEASE).stream().map(Entry::fact))
                .contains(new LeaseEvent.TrafficCounted(new Traffic(100, 30))));
  }

  @Test
  void whoeverTakesALeaseUpCountsWhatItsRunTells() {
    journal.append(LEASE, 0, Instant.EPOCH, List.of(new LeaseEvent.Intended(Terms.SOME)));
    movedByItsRun();
    desk.take(Terms.LEASE, _ -> {});
    awaitCounted();
  }

  @Test
  void whoeverInheritsALeaseCountsWhatItsRunTells() {
    journaled();
    movedByItsRun();
    desk.inherit(Terms.LEASE, _ -> {});
    awaitCounted();
  }

  @Test
  void whoeverReopensALeaseCountsWhatItsRunTells() {
    journaled(new LeaseEvent.Gone());
    movedByItsRun();
    desk.reopen(Terms.LEASE, Terms.row(7), _ -> {});
    awaitCounted();
  }

  @Test
  void aRunThatCannotBeReadKeepsNobodyFromEndingItsLease() {
    journaled();
    journal.makeUnreadable(RUN);
    desk.inherit(Terms.LEASE, _ -> {});
    await().until(() -> done.stream().anyMatch(LeaseAction.Look.class::isInstance));
  }

  @Test
  void aLeaseThatCannotBeReadNowIsToBeHadAgain() {
    journaled();
    journal.failWith(new Trouble(Cause.STATE_LOCKED, "no disk", "wait").asException());
    journal.failReads();
    assertThatThrownBy(() -> desk.inherit(Terms.LEASE, _ -> {}))
        .isInstanceOf(TroubleException.class);
    assertThat(claims.owner(LEASE)).isEmpty();
    journal.recover();
    desk.inherit(Terms.LEASE, _ -> {});
    await().until(() -> done.stream().anyMatch(LeaseAction.Look.class::isInstance));
  }

  private void journaled(LeaseEvent... then) {
    List<LeaseEvent> facts =
        new ArrayList<>(
            List.of(
                new LeaseEvent.Intended(Terms.SOME),
                new LeaseEvent.Rented(new InstanceId(7)),
                new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.DONE, "done"))));
    facts.addAll(List.of(then));
    journal.append(LEASE, 0, Instant.EPOCH, facts);
  }

  private void append(LeaseEvent event) {
    await()
        .ignoreExceptionsInstanceOf(StaleWriterException.class)
        .untilAsserted(
            () -> journal.append(LEASE, journal.read(LEASE).size(), Instant.now(), List.of(event)));
  }

  @Test
  void whatCameBackIsWaitedForUntilItIsProvenGone() throws InterruptedException {
    journaled(new LeaseEvent.Gone());
    assertThat(desk.awaitEnds(Duration.ZERO)).isEmpty();

    desk.reopen(Terms.LEASE, Terms.row(7), _ -> {});
    assertThat(desk.awaitEnds(Duration.ZERO)).containsExactly(Terms.LEASE);
    await().until(desk::isEnding);
    assertThat(desk.awaitEnds(Duration.ofMillis(100))).containsExactly(Terms.LEASE);

    append(new LeaseEvent.Gone());
    assertThat(desk.awaitEnds(Duration.ofSeconds(10))).isEmpty();
    assertThat(desk.isEnding()).isFalse();
  }

  @Test
  void whatItsRunHasLeftBehindIsWaitedFor() throws InterruptedException {
    journaled();
    desk.inherit(Terms.LEASE, _ -> {});
    assertThat(desk.awaitEnds(Duration.ofMillis(100))).containsExactly(Terms.LEASE);
  }

  @Test
  void whatIsEndedForItsRunIsTheRunsToWaitFor() throws InterruptedException {
    claims.give(RUN, "us");
    open().end(new EndReason(EndReason.Kind.DONE, "done"));
    assertThat(desk.awaitEnds(Duration.ZERO)).isEmpty();
  }

  @Test
  void whatAnotherProcessEndsNobodyHereWaitsFor() throws InterruptedException {
    desk.adopt(Terms.SOME, Terms.row(7), Instant.EPOCH, _ -> {});
    await().until(desk::isEnding);
    claims.give(LEASE, "another");
    assertThat(desk.awaitEnds(Duration.ofSeconds(15))).isEmpty();
  }
}
