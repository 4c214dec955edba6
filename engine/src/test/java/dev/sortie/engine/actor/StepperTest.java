package dev.sortie.engine.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.SharedClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a drive does while its journal cannot be written, and when it can be again. */
class StepperTest {
  private static final AggregateId ID = new AggregateId(AggregateId.Kind.RUN, "toy");
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Trouble FULL = new Trouble(Cause.LOCAL_DISK_FULL, "full", "make room");

  private final InMemoryJournal journal = new InMemoryJournal();
  private final SharedClaims claims = new SharedClaims();
  private final List<String> heard = new ArrayList<>();

  private final Listener listener =
      new Listener() {
        @Override
        public void fact(Entry entry) {
          heard.add("fact " + entry.sequence());
        }

        @Override
        public void stands(Entry entry) {
          heard.add("stands " + entry.sequence());
        }

        @Override
        public void journalRefuses(Trouble trouble, int waiting) {
          heard.add("refuses");
        }

        @Override
        public void journalWorksAgain(int late) {
          heard.add("works " + late);
        }

        @Override
        public void dropped(int facts) {
          heard.add("dropped " + facts);
        }
      };

  @Test
  void factsWaitInTheOrderTheyCameAndKeepTheirTimes() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(Claims.ALONE);
    stepper.step("add", at(0));
    refuse();
    assertThat(stepper.step("add", at(1))).containsExactly("greet 2");
    assertThat(stepper.tick(at(2))).isEmpty();
    assertThat(stepper.step("add", at(3))).containsExactly("greet 3");
    assertThat(stepper.state()).isEqualTo(new Toy.Count(3, 1));
    assertThat(stepper.waiting()).isEqualTo(3);
    journal.recover();

    assertThat(stepper.retryAt()).hasValueSatisfying(at -> stepper.retry(at));

    assertThat(stepper.waiting()).isZero();
    assertThat(stepper.retryAt()).isEmpty();
    assertThat(journal.read(ID))
        .containsExactly(
            new Entry(ID, 1, at(0), new Toy.Event.Added(1)),
            new Entry(ID, 2, at(1), new Toy.Event.Added(2)),
            new Entry(ID, 3, at(2), new Toy.Event.Ticked()),
            new Entry(ID, 4, at(3), new Toy.Event.Added(3)));
    assertThat(heard)
        .containsSubsequence("fact 2", "fact 4", "works 3")
        .containsSubsequence("works 3", "stands 2", "stands 3", "stands 4");
  }

  @Test
  void whatIsBindingWaitsWithItsSignalUntilEverythingBeforeItStands() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(Claims.ALONE);
    refuse();
    stepper.step("add", at(0));
    assertThat(stepper.step("rent", at(1))).isEmpty();
    assertThat(stepper.state().added()).as("nothing of it has happened").isEqualTo(1);
    assertThat(stepper.retry(at(3))).isEmpty();
    journal.recover();
    assertThat(stepper.retry(at(4))).as("not before its time").isEmpty();
    assertThat(stepper.retry(at(6))).containsExactly("rent 2");
    assertThat(journal.read(ID)).hasSize(2);
  }

  @Test
  void aSignalThatMeansNothingYetWaitsBehindWhatIsBinding() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(Claims.ALONE);
    refuse();
    stepper.step("rent", at(0));
    assertThat(stepper.step("chatter", at(1))).isEmpty();
    journal.recover();
    assertThat(stepper.retry(at(5))).containsExactly("rent 1");
    assertThat(stepper.retryAt()).isEmpty();
  }

  @Test
  void whoHasBeenOvertakenDropsWhatWaitedAndLetsGo() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(Claims.ALONE);
    refuse();
    stepper.step("add", at(0));
    journal.recover();
    journal.append(ID, 0, at(1), List.of(new Toy.Event.Ticked()));
    assertThatThrownBy(() -> stepper.retry(at(5))).isInstanceOf(FencedException.class);
    assertThat(heard).contains("dropped 1");
    assertThat(journal.read(ID)).hasSize(1);
  }

  @Test
  void whoHasReadablyLostTheClaimWritesNothingLate() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(claims.of("us"));
    claims.give(ID, "us");
    refuse();
    stepper.step("add", at(0));
    journal.recover();
    claims.give(ID, "them");
    assertThatThrownBy(() -> stepper.retry(at(5))).isInstanceOf(FencedException.class);
    assertThat(heard).contains("dropped 1");
    assertThat(journal.read(ID)).isEmpty();
  }

  @Test
  void aWriteThatFailedAndReachedTheDiskAllTheSameIsOurs() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(Claims.ALONE);
    refuse();
    stepper.step("add", at(0));
    stepper.step("add", at(1));
    journal.recover();
    journal.append(ID, 0, at(0), List.of(new Toy.Event.Added(1)));
    stepper.retry(at(5));
    assertThat(journal.read(ID)).hasSize(2);
    assertThat(stepper.waiting()).isZero();
  }

  @Test
  void whatTheJournalHasLostIsWrittenAgain() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(Claims.ALONE);
    stepper.step("add", at(0));
    stepper.step("add", at(1));
    List<Entry> before = journal.read(ID);
    journal.forget();
    assertThat(stepper.step("add", at(2))).containsExactly("greet 3");
    assertThat(journal.read(ID)).hasSize(3).containsAll(before);
  }

  @Test
  void aJournalThatCannotBeReadDoesNotStopTheAlarm() {
    Stepper<Toy.Count, Toy.Event, String, String> stepper = stepper(Claims.ALONE);
    journal.failWith(FULL.asException());
    journal.failReads();
    stepper.tick(at(0));
    assertThat(stepper.state().ticks()).isEqualTo(1);
    journal.recover();
    stepper.retry(at(5));
    assertThat(journal.read(ID)).hasSize(1);
  }

  private void refuse() {
    journal.failWith(FULL.asException());
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private Stepper<Toy.Count, Toy.Event, String, String> stepper(Claims ours) {
    return new Stepper<>(ID, Toy.Event.class, new Toy(9), journal, ours, listener);
  }
}
