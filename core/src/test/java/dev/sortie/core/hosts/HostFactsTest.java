package dev.sortie.core.hosts;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.choose.HostFact;
import dev.sortie.core.choose.HostFact.Ending;
import dev.sortie.core.error.Cause;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFactsTest {
  private static final MachineId MACHINE = new MachineId(37228);
  private static final LeaseEvent INTENDED = new LeaseEvent.Intended(Samples.terms());
  private static final LeaseEvent RENTED = new LeaseEvent.Rented(new InstanceId(5));
  private static final LeaseEvent REACHED =
      new LeaseEvent.Reached(new HostKey("SHA256:AAAA"), new SshAddress("203.0.113.10", 22));

  /** One fact every ten seconds. */
  private static List<Entry> history(AggregateId.Kind kind, String id, Fact... facts) {
    List<Entry> entries = new ArrayList<>();
    for (Fact fact : facts) {
      int i = entries.size();
      entries.add(new Entry(new AggregateId(kind, id), i + 1, NOON.plusSeconds(10L * i), fact));
    }
    return entries;
  }

  private static List<Entry> lease(Fact... facts) {
    return history(AggregateId.Kind.LEASE, Samples.lease(1).value(), facts);
  }

  private static LeaseEvent ended(EndReason.Kind kind) {
    return new LeaseEvent.EndWanted(new EndReason(kind, ""));
  }

  private static HostFact.Stay stay(Fact... facts) {
    return (HostFact.Stay) HostFacts.of(lease(facts), List.of()).getFirst();
  }

  @Test
  void aBootIsTheTimeFromRentedToReached() {
    HostFact.Stay stay = stay(INTENDED, RENTED, REACHED, ended(EndReason.Kind.DONE));
    assertThat(stay.machine()).isEqualTo(MACHINE);
    assertThat(stay.boot()).hasValue(Duration.ofSeconds(10));
    assertThat(stay.ending()).isEqualTo(Ending.GOOD);
    assertThat(stay.at()).isEqualTo(NOON.plusSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "STUCK_LOADING, DUD",
    "SSH_NEVER_UP, DUD",
    "CONTAINER_FAILED, DUD",
    "NO_GUARD, DUD",
    "INSTANCE_LOST, LOST",
    "BAD_IMAGE, OPEN",
    "ASKED, OPEN",
    "NOT_NEEDED, OPEN"
  })
  void whatEndedABootSaysWhoseFaultItWas(EndReason.Kind kind, Ending ending) {
    assertThat(stay(INTENDED, RENTED, ended(kind)).ending()).isEqualTo(ending);
    assertThat(stay(INTENDED, RENTED, ended(kind)).boot()).isEmpty();
  }

  @Test
  void theFirstReasonStands() {
    LeaseEvent lost = ended(EndReason.Kind.INSTANCE_LOST);
    assertThat(stay(INTENDED, RENTED, REACHED, lost, ended(EndReason.Kind.STUCK_LOADING)).ending())
        .isEqualTo(Ending.LOST);
  }

  @Test
  void whatWasNeverRentedSaysNothing() {
    LeaseEvent taken = new LeaseEvent.NotRented(NotRentedReason.OFFER_GONE, "gone");
    assertThat(HostFacts.of(lease(INTENDED, taken), List.of())).isEmpty();
  }

  @Test
  void largeTransfersSayHowFastTheMachineIs() {
    List<Entry> run =
        history(
            AggregateId.Kind.RUN,
            "a-run",
            new RunEvent.LeaseUp(Samples.lease(1)),
            new RunEvent.PushStarted(),
            new RunEvent.Pushed(push(50_000_000)),
            new RunEvent.PullStarted(),
            new RunEvent.PullFailed(Cause.CONNECTION_LOST, ""),
            new RunEvent.Pulled(pull(90_000_000)),
            new RunEvent.PushStarted(),
            new RunEvent.Pushed(push(4_000_000)),
            new RunEvent.PullStarted(),
            new RunEvent.Pulled(pull(70_000_000)));
    List<HostFact> facts = HostFacts.of(lease(INTENDED, RENTED, REACHED), run);
    assertThat(facts.stream().filter(HostFact.Transfer.class::isInstance))
        .containsExactly(
            new HostFact.Transfer(
                MACHINE, NOON.plusSeconds(20), 50_000_000, Duration.ofSeconds(10)),
            new HostFact.Transfer(
                MACHINE, NOON.plusSeconds(90), 70_000_000, Duration.ofSeconds(10)));
  }

  @Test
  void factsThatAreLeftOutChangeNothing() {
    List<Entry> all =
        lease(INTENDED, new LeaseEvent.AnswerUnclear("?"), RENTED, REACHED, new LeaseEvent.Gone());
    List<Entry> some =
        all.stream().filter(e -> HostFacts.OF_LEASES.contains(e.fact().getClass())).toList();
    assertThat(some).hasSize(3);
    assertThat(HostFacts.of(some, List.of())).isEqualTo(HostFacts.of(all, List.of()));
  }

  private static PushReport push(long bytes) {
    return new PushReport(1, bytes, 1, bytes, 0, List.of(), List.of());
  }

  private static PullReport pull(long bytes) {
    return new PullReport(1, bytes, 1, bytes, List.of());
  }
}
