package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.market.InstanceId;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.RivalJournal;
import dev.sortie.engine.actor.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OnlookerTest {
  private static final AggregateId ID =
      new AggregateId(AggregateId.Kind.LEASE, Terms.LEASE.value());
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final EndReason ASKED = new EndReason(EndReason.Kind.ASKED, "sortie down");
  private static final LeaseEvent RENTED = new LeaseEvent.Rented(new InstanceId(7));

  private final InMemoryJournal journal = new InMemoryJournal();

  private Onlooker onlooker(Journal seen, Optional<LeaseHandle> ours) {
    return new Onlooker(Terms.LEASE, seen, new SteadyClock(() -> NOON, () -> 0), () -> ours);
  }

  private void write(LeaseEvent... facts) {
    journal.append(ID, journal.read(ID).size(), NOON, List.of(facts));
  }

  private List<Fact> facts() {
    return journal.read(ID).stream().map(Entry::fact).toList();
  }

  @Test
  void aWishFindsItsWayIntoTheJournalAlthoughTheDriverWritesToo() {
    write(new LeaseEvent.Intended(Terms.SOME));
    RivalJournal rival = new RivalJournal(journal, () -> write(RENTED));
    onlooker(rival, Optional.empty()).end(ASKED);
    assertThat(facts())
        .containsExactly(
            new LeaseEvent.Intended(Terms.SOME), RENTED, new LeaseEvent.EndWanted(ASKED));
    assertThat(onlooker(journal, Optional.empty()).state().phase())
        .isInstanceOf(LeasePhase.Ending.class);
  }

  @Test
  void aWishThatIsFulfilledMeanwhileIsNotWritten() {
    write(new LeaseEvent.Intended(Terms.SOME), RENTED);
    LeaseEvent known = new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.DONE, ""));
    RivalJournal rival = new RivalJournal(journal, () -> write(known));
    onlooker(rival, Optional.empty()).end(ASKED);
    assertThat(facts()).hasSize(3).contains(known);
  }

  @Test
  void itIsOverWhenItsDriverSaysSo() throws InterruptedException {
    write(new LeaseEvent.Intended(Terms.SOME), RENTED, new LeaseEvent.EndWanted(ASKED));
    Onlooker onlooker = onlooker(journal, Optional.empty());
    assertThat(onlooker.await(Duration.ofMillis(1))).isFalse();
    write(new LeaseEvent.Gone());
    assertThat(onlooker.await(Duration.ZERO)).isTrue();
  }

  @Test
  void aLeaseWhoseDriverDiesIsTakenUpHere() throws InterruptedException {
    write(new LeaseEvent.Intended(Terms.SOME), RENTED, new LeaseEvent.EndWanted(ASKED));
    LeaseHandle ours =
        new LeaseHandle() {
          @Override
          public Lease state() {
            throw new IllegalStateException("not asked");
          }

          @Override
          public void end(EndReason reason) {
            throw new IllegalStateException("wished already");
          }

          @Override
          public boolean await(Duration atMost) {
            write(new LeaseEvent.Gone());
            return true;
          }
        };
    assertThat(onlooker(journal, Optional.of(ours)).await(Duration.ofSeconds(10))).isTrue();
    assertThat(facts()).contains(new LeaseEvent.Gone());
  }
}
