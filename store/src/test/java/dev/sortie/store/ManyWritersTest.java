package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.lease.LeaseEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManyWritersTest {
  private static final AggregateId LEASE = new AggregateId(Kind.LEASE, "abcd1234");

  @TempDir private Path folder;

  @Test
  void letsExactlyOneOfTwoThreadsHaveEachSequence() throws Exception {
    int rounds = 200;
    CyclicBarrier start = new CyclicBarrier(2);
    Path file = folder.resolve("journal.db");
    // Opening is part of the race: the file is new to both.
    Callable<List<Boolean>> writer =
        () -> {
          List<Boolean> won = new ArrayList<>();
          try (SqliteJournal journal = SqliteJournal.open(file)) {
            for (int i = 0; i < rounds; i++) {
              start.await();
              won.add(append(journal, i));
            }
          }
          return won;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<List<Boolean>> one = threads.submit(writer);
      Future<List<Boolean>> other = threads.submit(writer);
      for (int i = 0; i < rounds; i++) {
        assertThat(one.get().get(i)).as("round " + i).isNotEqualTo(other.get().get(i));
      }
    }
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      assertThat(journal.read(LEASE)).hasSize(rounds);
    }
  }

  private static boolean append(SqliteJournal journal, long after) {
    try {
      journal.append(LEASE, after, Instant.EPOCH, List.of(new LeaseEvent.NotListed()));
      return true;
    } catch (StaleWriterException e) {
      return false;
    }
  }

  @Test
  void letsThreadsShareOneJournal() throws Exception {
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("journal.db"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String name = "lease%03d".formatted(i);
        all.add(threads.submit(() -> Appender.run(journal, name, "x", 5)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(journal.all(Kind.LEASE))
          .hasSize(20)
          .allSatisfy(id -> assertThat(journal.read(id)).hasSize(5));
    }
  }

  @Test
  void letsExactlyOneOfTwoProcessesHaveEachSequence() throws Exception {
    Set<String> hadOne = new HashSet<>();
    // On a busy computer one of them may be through before the other gets a turn.
    for (int i = 0; i < 5 && hadOne.size() < 2; i++) {
      hadOne = raceOfProcesses(folder.resolve(i + ".db"));
    }
    assertThat(hadOne).as("who had one").containsExactlyInAnyOrder("one", "other");
  }

  private static Set<String> raceOfProcesses(Path file) throws Exception {
    long length = 300;
    Process one = Appender.process(file, LEASE.value(), "one", length).start();
    Process other = Appender.process(file, LEASE.value(), "other", length).start();
    Appender.begin(one, other);
    Map<Long, String> acknowledged = new HashMap<>();
    collect(one, "one", acknowledged);
    collect(other, "other", acknowledged);
    try (SqliteJournal journal = SqliteJournal.open(file)) {
      List<Entry> entries = journal.read(LEASE);
      assertThat(entries).hasSize((int) length);
      for (Entry entry : entries) {
        String writer = acknowledged.getOrDefault(entry.sequence(), "nobody");
        assertThat(entry.fact()).isEqualTo(new LeaseEvent.AnswerUnclear(writer));
      }
    }
    return Set.copyOf(acknowledged.values());
  }

  private static void collect(Process process, String writer, Map<Long, String> acknowledged)
      throws Exception {
    for (String line : process.inputReader().readAllAsString().lines().toList()) {
      assertThat(acknowledged.put(Long.valueOf(line), writer)).as(line).isNull();
    }
    assertThat(process.waitFor()).isZero();
  }
}
