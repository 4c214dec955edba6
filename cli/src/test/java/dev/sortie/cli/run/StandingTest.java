package dev.sortie.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.engine.history.History;
import dev.sortie.store.SqliteJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandingTest {
  private static final LeaseId ID = new LeaseId("lease0001");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  private SqliteJournal journal;
  private History history;
  private int written;

  @BeforeEach
  void open() {
    journal = SqliteJournal.open(folder.resolve("journal.db"));
    history = new History(journal);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void whatIsSaidOfAMachineIsWhatItsLeaseSaysAtThatMoment() {
    assertThat(said()).contains("gone");
    note(new LeaseEvent.Intended(terms()));
    assertThat(said()).contains("not clear yet");
    note(new LeaseEvent.Rented(new InstanceId(7)));
    assertThat(said()).contains("stays and costs 0.312 $/h");
    note(new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.ASKED, "sortie down")));
    assertThat(said()).contains("is being ended", "not proven gone").doesNotContain("stays");
    note(new LeaseEvent.DestroyTried(""), new LeaseEvent.AbsenceSeen(), new LeaseEvent.NotListed());
    assertThat(said()).contains("is being ended");
    note(new LeaseEvent.Gone());
    assertThat(said()).contains("is gone and costs nothing any more");
    note(new LeaseEvent.Resurfaced());
    assertThat(said()).contains("is being ended");
  }

  @Test
  void aRaisedPriceIsSaidAsItIsNow() {
    note(new LeaseEvent.Intended(terms()), new LeaseEvent.Rented(new InstanceId(7)));
    note(new LeaseEvent.PriceRaised(Usd.of("0.60"), Optional.empty()));
    assertThat(said()).contains("stays and costs 0.612 $/h");
  }

  @Test
  void ofARunItIsSaidWhichOfItsMachinesAreLeft() {
    note(new LeaseEvent.Intended(terms()), new LeaseEvent.Rented(new InstanceId(7)));
    assertThat(Standing.ofAll(history, List.of(ID, new LeaseId("never0001")))).isEqualTo(said());
    note(new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.ASKED, "")), new LeaseEvent.Gone());
    assertThat(Standing.ofAll(history, List.of(ID)))
        .isEqualTo("nothing of this run is left on the market");
  }

  private String said() {
    return Standing.words(history, ID);
  }

  private void note(LeaseEvent... facts) {
    journal.append(
        new AggregateId(AggregateId.Kind.LEASE, ID.value()), written, NOON, List.of(facts));
    written += facts.length;
  }

  private static LeaseTerms terms() {
    return new LeaseTerms(
        ID,
        new Label("home", ID.value()),
        "a-run",
        new OfferId(1),
        new MachineId(2),
        "RTX 3090 24 GB",
        "Texas, US",
        new Rates(Usd.of("0.30"), Usd.of("0.012"), Usd.ZERO, Usd.ZERO),
        60,
        "image:tag",
        "https://console.vast.ai",
        7,
        Duration.ofHours(2),
        Usd.of("1"),
        Traffic.NONE,
        Optional.empty(),
        Patience.USUAL);
  }
}
