package dev.sortie.engine.reap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Usd;
import dev.sortie.core.reap.Owner;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunId;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Papers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Laws 3, 5 and 7: what nobody drives is ended when its time is up, and only what is ours. */
class OrphansTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final LeaseId ID = new LeaseId("lease001");
  private static final LeaseTerms TERMS = Papers.terms(ID.value(), "a-run");
  private static final Instant LATE = NOON.plus(TERMS.life());
  private static final Owner US = new Owner("home", TERMS.endpoint(), TERMS.account());

  private final InMemoryJournal journal = new InMemoryJournal();
  private final SharedClaims claims = new SharedClaims();

  OrphansTest() {
    lease(
        new LeaseEvent.Intended(TERMS),
        new LeaseEvent.Rented(new InstanceId(7)),
        new LeaseEvent.Reached(new HostKey("SHA256:abc"), new SshAddress("192.0.2.1", 22)));
  }

  private void lease(LeaseEvent... facts) {
    append(AggregateId.Kind.LEASE, ID.value(), facts);
  }

  private void run(RunEvent... facts) {
    append(AggregateId.Kind.RUN, "a-run", facts);
  }

  private void append(AggregateId.Kind kind, String name, Fact... facts) {
    AggregateId id = new AggregateId(kind, name);
    journal.append(id, journal.read(id).size(), NOON, List.of(facts));
  }

  private List<LeaseId> toEnd(Owner owner, Instant now) {
    return new Orphans(owner, new History(journal), claims.of("us")).leasesToEnd(now);
  }

  @Test
  void whatOutlivesItsTimeIsEndedAndNothingSooner() {
    assertThat(toEnd(US, LATE.minusMillis(1))).isEmpty();
    assertThat(toEnd(US, LATE)).containsExactly(ID);
  }

  @Test
  void whatIsOfAnotherAccountOrMarketIsNotTouched() {
    lease(new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.ASKED, "sortie down")));
    assertThat(toEnd(US, LATE)).containsExactly(ID);
    assertThat(toEnd(new Owner("home", TERMS.endpoint(), TERMS.account() + 1), LATE)).isEmpty();
    assertThat(toEnd(new Owner("home", "https://elsewhere", TERMS.account()), LATE)).isEmpty();
  }

  @Test
  void whatIsToBeEndedIsEndedBeforeItsTime() {
    lease(new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.ASKED, "sortie down")));
    assertThat(toEnd(US, NOON)).containsExactly(ID);
  }

  @Test
  void whatAProcessDrivesIsLeftToIt() {
    claims.give(new AggregateId(AggregateId.Kind.LEASE, ID.value()), "another");
    assertThat(toEnd(US, LATE)).isEmpty();
    claims.give(new AggregateId(AggregateId.Kind.LEASE, ID.value()), "us");
    assertThat(toEnd(US, LATE)).isEmpty();
  }

  @Test
  void whatNoRunStandsForIsEndedInItsTime() {
    LeaseTerms adopted = Papers.terms("lease002", "");
    append(
        AggregateId.Kind.LEASE,
        "lease002",
        new LeaseEvent.Intended(adopted),
        new LeaseEvent.Rented(new InstanceId(8)));
    assertThat(toEnd(US, NOON)).isEmpty();
    assertThat(toEnd(US, LATE)).contains(new LeaseId("lease002"));
  }

  @Test
  void aRunIsAnOrphanWhenItIsNotOverAndNobodyDrivesIt() {
    run(plan());
    AggregateId id = new AggregateId(AggregateId.Kind.RUN, "a-run");
    assertThat(runs()).containsExactly(new RunId("a-run"));
    claims.give(id, "another");
    assertThat(runs()).isEmpty();
    claims.give(id, "us");
    assertThat(runs()).isEmpty();
    claims.of("us").release(id);
    run(new RunEvent.Ended());
    assertThat(runs()).isEmpty();
  }

  private List<RunId> runs() {
    return Orphans.runs(new History(journal), claims.of("us"));
  }

  @Test
  void whatItsRunHasLeftBehindIsEnded() {
    run(plan());
    assertThat(toEnd(US, NOON)).as("its run goes on").isEmpty();
    run(new RunEvent.Ended());
    assertThat(toEnd(US, NOON)).containsExactly(ID);
  }

  @Test
  void whatItsRunMeantToKeepStays() {
    run(plan(), new RunEvent.Kept(ID), new RunEvent.Ended());
    assertThat(toEnd(US, NOON)).isEmpty();
    assertThat(toEnd(US, LATE)).as("until its time is up").containsExactly(ID);
  }

  @Test
  void aRunOfWhichOnlyTheProofIsMissingIsGoneOnWithByTheNextProcess() {
    run(plan(), new RunEvent.LeaseOpened(ID, 0, Duration.ofHours(1), Usd.of("1")));
    assertThat(toProve(US)).as("its work may go on").isEmpty();
    run(new RunEvent.ReleaseStarted());
    lease(
        new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.DONE, "")),
        new LeaseEvent.DestroyTried(""));
    History history = new History(journal);
    assertThat(history.isOnlyToBeProven(new RunId("a-run"))).as("still there").isFalse();
    lease(new LeaseEvent.AbsenceSeen());
    assertThat(history.isOnlyToBeProven(new RunId("a-run"))).isTrue();
    assertThat(toProve(US)).containsExactly(new RunId("a-run"));
    assertThat(toProve(new Owner("home", TERMS.endpoint(), TERMS.account() + 1))).isEmpty();
    claims.give(new AggregateId(AggregateId.Kind.RUN, "a-run"), "another");
    assertThat(toProve(US)).isEmpty();
  }

  private List<RunId> toProve(Owner owner) {
    return new Orphans(owner, new History(journal), claims.of("us")).runsToProve();
  }

  private static RunEvent plan() {
    return new RunEvent.Planned(
        Papers.plan("a-run", new Budget(Usd.of("1"), Duration.ofHours(1)), ID.value()));
  }
}
