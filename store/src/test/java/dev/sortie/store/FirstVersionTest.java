package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal as the first version wrote it: before caps, guards, hedges and searches. */
class FirstVersionTest {
  private static final Path JOURNAL =
      Path.of("src/test/resources/journal-of-the-first-version.txt");

  private final FactCodec codec = new FactCodec();

  private record Row(String kind, Instant at, String type, String body) {
    static Row of(String line) {
      String[] parts = line.split(" ", 6);
      return new Row(parts[0], Instant.parse(parts[3]), parts[4], parts[5]);
    }
  }

  private static List<Row> rows(String kind) throws IOException {
    return Files.readAllLines(JOURNAL).stream()
        .map(Row::of)
        .filter(row -> row.kind().equals(kind))
        .toList();
  }

  @Test
  void whatItRentedIsStillKnownToHaveEndedAndWhatItCost() throws IOException {
    LeaseMachine machine = new LeaseMachine();
    Lease lease = machine.initial();
    Instant last = Instant.EPOCH;
    for (Row row : rows("LEASE")) {
      LeaseEvent fact = (LeaseEvent) codec.fact(row.type(), row.body());
      lease = machine.evolve(lease, fact, row.at());
      last = row.at();
    }
    assertThat(lease.isClosed()).isTrue();
    assertThat(lease.costAt(last).total().nanos()).isBetween(100_000L, 300_000L);
  }

  @Test
  void itsRunIsStillKnownToHaveEnded() throws IOException {
    RunMachine machine = new RunMachine();
    Run run = machine.initial();
    for (Row row : rows("RUN")) {
      run = machine.evolve(run, (RunEvent) codec.fact(row.type(), row.body()), row.at());
    }
    assertThat(run.isEnded()).isTrue();
    assertThat(run.agreed().options().hedge().atOnce()).isEqualTo(1);
  }

  @Test
  void aRentalOfThenThatIsStillOpenMayCostNothingMore() throws IOException {
    LeaseMachine machine = new LeaseMachine();
    Row intended = rows("LEASE").getFirst();
    LeaseEvent fact = (LeaseEvent) codec.fact(intended.type(), intended.body());
    Lease lease = machine.evolve(machine.initial(), fact, intended.at());
    assertThat(lease.deadline()).contains(intended.at());
  }
}
