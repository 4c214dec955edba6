package dev.sortie.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.run.RunId;
import dev.sortie.core.storm.StormBrake;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.TakenOffers;
import dev.sortie.engine.lease.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many runs of one journal at once: what one rents or was refused the others do not ask for. */
class ManyRunsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final RunId OTHER = new RunId("other-1");

  private final InMemoryJournal journal = new InMemoryJournal();
  private final History history = new History(journal);
  private Instant now = NOON;
  private int leases;

  private void lease(LeaseEvent... then) {
    LeaseId id = id(++leases);
    List<LeaseEvent> facts = new ArrayList<>(List.of(new LeaseEvent.Intended(Terms.SOME.as(id))));
    facts.addAll(List.of(then));
    journal.append(new AggregateId(AggregateId.Kind.LEASE, id.value()), 0, NOON, facts);
  }

  private static LeaseId id(int number) {
    return new LeaseId(String.format("lease%03d", number));
  }

  private Brake brake() {
    return new Brake(new StormBrake(2, 3), history, () -> now);
  }

  private TakenOffers taken() {
    return new TakenOffers(history, () -> now);
  }

  @ParameterizedTest
  @EnumSource(NotRentedReason.class)
  void onlyWhatMayHaveRentedCountsAsARental(NotRentedReason why) {
    for (int i = 0; i < 20; i++) {
      lease(new LeaseEvent.NotRented(why, "said"));
    }
    now = NOON.plusSeconds(1);
    assertThat(brake().check(0).isPresent()).isEqualTo(!why.isProof());
  }

  @Test
  void createCallsWithoutAnAnswerStillHoldOthersBack() {
    lease(new LeaseEvent.AnswerUnclear("reset"));
    assertThat(brake().check(0)).isEmpty();
    lease();
    assertThat(brake().check(0)).contains(NOON.plusSeconds(1));
  }

  @Test
  void whatOneRunRentsTheOthersLeaveOutUntilItIsGone() {
    assertThat(taken().has(Terms.SOME.offer(), OTHER)).isFalse();
    lease(new LeaseEvent.Rented(new InstanceId(7)));
    assertThat(taken().has(Terms.SOME.offer(), OTHER)).isTrue();
    assertThat(taken().has(Terms.SOME.offer(), new RunId(Terms.SOME.run())))
        .as("its own")
        .isFalse();
  }

  @Test
  void anOfferWhoseInstanceIsProvenGoneIsFreeAgain() {
    lease(
        new LeaseEvent.Rented(new InstanceId(7)),
        new LeaseEvent.EndWanted(
            new dev.sortie.core.lease.EndReason(dev.sortie.core.lease.EndReason.Kind.DONE, "done")),
        new LeaseEvent.Gone());
    assertThat(taken().all()).isEmpty();
  }

  @Test
  void whatWasRefusedAMomentAgoIsLeftOutForAWhile() {
    lease(new LeaseEvent.NotRented(NotRentedReason.OFFER_GONE, "no_such_ask"));
    assertThat(taken().all()).containsExactly(Terms.SOME.offer());
    now = NOON.plus(Duration.ofMinutes(3));
    assertThat(taken().all()).isEmpty();
  }

  @Test
  void aRefusalThatHasNothingToDoWithTheOfferLeavesItFree() {
    lease(new LeaseEvent.NotRented(NotRentedReason.NO_CREDIT, "no credit"));
    assertThat(taken().all()).isEmpty();
  }

  @Test
  void ofTwoThatWantOneOfferTheOneWhoseIntentWasFirstAsksForIt() {
    lease();
    lease();
    assertThat(taken().isLate(Terms.of(id(1), OTHER.value()))).as("the first").isFalse();
    assertThat(taken().isLate(Terms.of(id(2), OTHER.value()))).as("the second").isTrue();
    assertThat(taken().isLate(Terms.of(id(2), Terms.SOME.run()))).as("its own").isFalse();
    assertThat(taken().isLate(Terms.of(id(3), OTHER.value()))).as("not in the journal").isFalse();
  }

  @Test
  void oneHistoryThatCannotBeReadHidesNoOther() {
    lease();
    lease();
    journal.makeUnreadable(new AggregateId(AggregateId.Kind.LEASE, id(2).value()));
    assertThat(taken().all()).containsExactly(Terms.SOME.offer());
  }

  @Test
  void whatWasWantedLongAgoIsNotLookedThrough() {
    lease(new LeaseEvent.Rented(new InstanceId(7)));
    now = NOON.plus(Duration.ofHours(1));
    assertThat(taken().all()).isNotEmpty();
    now = now.plusSeconds(1);
    assertThat(taken().all()).isEmpty();
  }

  @Test
  void anInstanceThatIsOnlyFoundAndEndedTakesNoOffer() {
    journal.append(
        new AggregateId(AggregateId.Kind.LEASE, id(1).value()),
        0,
        NOON,
        List.of(new LeaseEvent.StrayFound(Terms.SOME.as(id(1)), new InstanceId(7), NOON)));
    assertThat(taken().all()).isEmpty();
  }

  @Test
  void whereTheJournalCannotBeReadTheMarketDecidesAndTheLogSaysWhy() {
    lease();
    lease();
    journal.failWith(new Trouble(Cause.LOCAL_DISK_FULL, "disk full", "make room").asException());
    journal.failReads();
    Logger log = Logger.getLogger(TakenOffers.class.getName());
    List<LogRecord> said = new ArrayList<>();
    Handler ear = new Ear(said);
    log.addHandler(ear);
    log.setLevel(Level.FINE);
    try {
      assertThat(taken().isLate(Terms.of(id(2), OTHER.value()))).isFalse();
    } finally {
      log.removeHandler(ear);
      log.setLevel(null);
    }
    assertThat(said)
        .singleElement()
        .satisfies(record -> assertThat(record.getThrown()).hasMessage("disk full"));
  }

  private static final class Ear extends Handler {
    private final List<LogRecord> heard;

    Ear(List<LogRecord> heard) {
      this.heard = heard;
    }

    @Override
    public void publish(LogRecord record) {
      heard.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
