package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.run.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SqliteClaimsTest {
  private static final AggregateId RUN = new AggregateId(Kind.RUN, "r");
  private static final AggregateId LEASE = new AggregateId(Kind.LEASE, "abcd1234");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** No heart beats by itself within a test. */
  private static final ClaimTerms TERMS = ClaimTerms.of(Duration.ofHours(1));

  @TempDir private Path folder;

  private final AtomicLong nanoTime = new AtomicLong();
  private final List<SqliteClaims> opened = new ArrayList<>();

  @AfterEach
  void closeAll() {
    opened.forEach(SqliteClaims::close);
  }

  private Path file() {
    return folder.resolve("journal.db");
  }

  private SqliteClaims claims() {
    return claims(NOON);
  }

  private SqliteClaims claims(Instant clock) {
    SqliteClaims claims =
        SqliteClaims.open(file(), TERMS, InstantSource.fixed(clock), nanoTime::get, _ -> {});
    opened.add(claims);
    return claims;
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  @Test
  void whatALivingDriverHasNobodyElseGets() {
    SqliteClaims one = claims();
    SqliteClaims other = claims();
    assertThat(one.take(RUN)).isTrue();
    assertThat(one.take(RUN)).as("again").isTrue();
    assertThat(other.take(RUN)).isFalse();
    assertThat(one.isOurs(RUN)).isTrue();
    assertThat(other.isOurs(RUN)).isFalse();
    assertThat(other.take(LEASE)).as("another aggregate").isTrue();
    assertThat(one.other(RUN)).isEmpty();
    assertThat(other.other(RUN))
        .contains(new Claims.Driver("process " + ProcessHandle.current().pid()));
  }

  @Test
  void whatIsLetGoAnybodyGets() {
    SqliteClaims one = claims();
    SqliteClaims other = claims();
    one.take(RUN);
    one.take(LEASE);
    other.release(RUN);
    assertThat(one.isOurs(RUN)).as("only its owner lets it go").isTrue();
    one.release(RUN);
    assertThat(one.isOurs(RUN)).isFalse();
    assertThat(other.take(RUN)).isTrue();
    one.close();
    opened.remove(one);
    assertThat(other.take(LEASE)).isTrue();
  }

  @Test
  void aDriverThatFellSilentLosesItAndKnows() {
    SqliteClaims silent = claims();
    SqliteClaims next = claims();
    List<AggregateId> lost = new ArrayList<>();
    silent.onLost(lost::add);
    silent.take(RUN);
    silent.take(LEASE);
    assertThat(next.take(RUN)).isFalse();
    pass(TERMS.stale().minusNanos(1));
    assertThat(next.take(RUN)).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(next.other(RUN)).isEmpty();
    assertThat(next.take(RUN)).isTrue();
    assertThat(silent.isOurs(RUN)).isFalse();
    assertThat(silent.isOurs(LEASE)).as("nobody wanted that one").isTrue();
    assertThat(lost).isEmpty();
    silent.beat();
    silent.beat();
    assertThat(lost).containsExactly(RUN);
    assertThat(silent.take(RUN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-100_000, -3600, 0, 3600, 100_000})
  void aClockThatWasSetTakesNothingFromADriverThatBeats(long seconds) {
    SqliteClaims one = claims();
    SqliteClaims other = claims(NOON.plusSeconds(seconds));
    one.take(RUN);
    for (int i = 0; i < 10; i++) {
      assertThat(other.take(RUN)).isFalse();
      pass(TERMS.stale().minusSeconds(1));
      one.beat();
    }
    assertThat(one.isOurs(RUN)).isTrue();
    assertThat(other.isOurs(RUN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-100_000, 0, 100_000})
  void aClockThatWasSetSavesNoDriverThatIsSilent(long seconds) {
    claims().take(RUN);
    SqliteClaims other = claims(NOON.plusSeconds(seconds));
    assertThat(other.take(RUN)).isFalse();
    pass(TERMS.stale());
    assertThat(other.take(RUN)).isTrue();
  }

  @Test
  void ofTwoThatWantItAtOnceExactlyOneGetsIt() throws Exception {
    int rounds = 200;
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<List<Boolean>> contender =
        () -> {
          List<Boolean> won = new ArrayList<>();
          try (SqliteClaims claims = SqliteClaims.open(file(), TERMS, InstantSource.system())) {
            for (int i = 0; i < rounds; i++) {
              AggregateId what = new AggregateId(Kind.RUN, "r" + i);
              start.await();
              boolean taken = claims.take(what);
              start.await();
              assertThat(claims.isOurs(what)).isEqualTo(taken);
              won.add(taken);
            }
          }
          return won;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<List<Boolean>> one = threads.submit(contender);
      Future<List<Boolean>> other = threads.submit(contender);
      for (int i = 0; i < rounds; i++) {
        assertThat(one.get().get(i)).as("round " + i).isNotEqualTo(other.get().get(i));
      }
    }
  }

  @Test
  void whatAKilledProcessHadIsFreeAtOnce() throws Exception {
    Process process = ClaimingProcess.start(file(), RUN, TERMS.stale());
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("true");
      SqliteClaims claims = claims();
      assertThat(claims.take(RUN)).isFalse();
      assertThat(claims.other(RUN)).contains(new Claims.Driver("process " + process.pid()));
      process.toHandle().destroyForcibly();
      process.waitFor();
      assertThat(claims.other(RUN)).isEmpty();
      assertThat(claims.take(RUN)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aPausedProcessLosesItAndKnowsAsSoonAsItGoesOn() throws Exception {
    Duration stale = Duration.ofMillis(500);
    Process process = ClaimingProcess.start(file(), RUN, stale);
    try (SqliteClaims claims =
        SqliteClaims.open(file(), ClaimTerms.of(stale), InstantSource.system())) {
      assertThat(process.inputReader().readLine()).isEqualTo("true");
      assertThat(claims.takeFromSilent(RUN)).as("it beats").isFalse();
      signal(process, "STOP");
      assertThat(claims.takeFromSilent(RUN)).as("it does not beat").isTrue();
      signal(process, "CONT");
      assertThat(ClaimingProcess.ask(process)).isEqualTo("false");
    } finally {
      process.destroyForcibly();
    }
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }

  @Test
  void aNumberThatWasRecycledIsNotTheDriver() {
    SqliteClaims claims = claims();
    Claimant us = Processes.newcomer();
    assertThat(Processes.isDead(us, us)).isFalse();
    assertThat(Processes.isDead(startedAt(us, "7"), us)).isTrue();
    put(startedAt(us, "7"));
    assertThat(claims.take(RUN)).isTrue();
  }

  @Test
  void ofAProcessThatCannotBeSeenOnlyItsSilenceCounts() {
    SqliteClaims claims = claims();
    Claimant us = Processes.newcomer();
    put(new Claimant("x", "elsewhere", us.boot(), us.pidSpace(), 1_000_000_000, "7"));
    assertThat(claims.other(RUN)).contains(new Claims.Driver("process 1000000000 on elsewhere"));
    assertThat(claims.take(RUN)).isFalse();
    put(new Claimant("x", us.host(), us.boot(), "pid:[1]", 1_000_000_000, "7"));
    assertThat(claims.take(RUN)).isFalse();
    pass(TERMS.stale());
    assertThat(claims.take(RUN)).isTrue();
  }

  @Test
  void whatAComputerDidBeforeItStartedAnewIsOver() {
    SqliteClaims claims = claims();
    Claimant us = Processes.newcomer();
    put(new Claimant("x", us.host(), "another boot", us.pidSpace(), us.pid(), us.started()));
    assertThat(claims.take(RUN)).isTrue();
  }

  @Test
  void ofThingsThatAreOverOnlyWhatDeadProcessesLeftIsSweptAway() {
    SqliteClaims living = claims();
    living.take(RUN);
    AggregateId other = new AggregateId(Kind.RUN, "other");
    put(other, startedAt(Processes.newcomer(), "7"));
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      journal.append(RUN, 0, NOON, List.of(new RunEvent.Ended()));
      journal.append(other, 0, NOON, List.of(new RunEvent.Ended()));
    }
    claims().take(LEASE);
    assertThat(living.isOurs(RUN)).isTrue();
    try (Session session = new Session(file(), Connections.open(file()))) {
      assertThat(session.read(() -> new ClaimTable(session).find(other))).isEmpty();
    }
  }

  private static Claimant startedAt(Claimant one, String started) {
    return new Claimant("x", one.host(), one.boot(), one.pidSpace(), one.pid(), started);
  }

  private void put(Claimant claimant) {
    put(RUN, claimant);
  }

  private void put(AggregateId what, Claimant claimant) {
    try (Session session = new Session(file(), Connections.open(file()))) {
      session.write(() -> {
        new ClaimTable(session).put(what, claimant, NOON);
        return claimant;
      });
    }
  }
}
