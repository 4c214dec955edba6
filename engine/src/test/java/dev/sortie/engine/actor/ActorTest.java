package dev.sortie.engine.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.engine.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ActorTest {
  private static final AggregateId ID = new AggregateId(AggregateId.Kind.RUN, "toy");
  private static final Duration SOON = Duration.ofMinutes(1);

  private final InMemoryJournal journal = new InMemoryJournal();
  private final List<Entry> published = new CopyOnWriteArrayList<>();
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<Actor<?, ?, ?, ?>> actors = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopAll() {
    actors.forEach(Actor::stop);
  }

  @Test
  void everyFactIsInTheJournalBeforeItsActionBegins() throws InterruptedException {
    BlockingQueue<Integer> factsSeen = new LinkedBlockingQueue<>();
    var actor = actor(new Toy(3), action -> factsSeen.add(journal.read(ID).size()));
    actor.start();
    for (int i = 1; i < 3; i++) {
      actor.send("add");
      assertThat(factsSeen.take()).isEqualTo(i);
    }
    actor.send("add");
    assertThat(actor.awaitClosed(SOON)).isTrue();
    assertThat(published).isEqualTo(journal.read(ID));
  }

  @Test
  void whenTheJournalRefusesNoActionBegins() {
    journal.failWith(new IllegalStateException("disk full"));
    var actor = actor(new Toy(3), _ -> {});
    actor.start();
    actor.send("add");
    assertThatThrownBy(() -> actor.awaitClosed(SOON)).hasMessage("disk full");
    assertThat(begun).isEmpty();
    assertThat(actor.state()).isEqualTo(new Toy.Count(0, 0));
  }

  @Test
  void whatIsNotBindingGoesOnWhileTheJournalCannotBeWritten() throws InterruptedException {
    Trouble full = new Trouble(Cause.LOCAL_DISK_FULL, "disk full", "make room");
    journal.failWith(full.asException());
    BlockingQueue<Trouble> refusals = new LinkedBlockingQueue<>();
    var actor =
        actor(
            new Toy(1),
            _ -> {},
            new Listener() {
              @Override
              public void fact(Entry entry) {
                published.add(entry);
              }

              @Override
              public void journalRefuses(Trouble trouble, int waiting) {
                refusals.add(trouble);
              }
            });
    actor.start();
    actor.send("add");
    assertThat(refusals.take()).isEqualTo(full);
    await().untilAsserted(() -> assertThat(begun).containsExactly("greet 1"));
    assertThat(actor.awaitClosed(Duration.ofMillis(10))).as("its facts are not on disk").isFalse();
    assertThat(journal.read(ID)).isEmpty();
    journal.recover();
    assertThat(actor.awaitClosed(SOON)).isTrue();
    assertThat(published).isEqualTo(journal.read(ID));
  }

  @Test
  void itsFactsAreWaitedForThoughItIsNotOver() throws InterruptedException {
    journal.failWith(new Trouble(Cause.LOCAL_DISK_FULL, "disk full", "make room").asException());
    var actor = actor(new Toy(3), _ -> {});
    actor.start();
    actor.send("add");
    await().until(() -> actor.state().added() == 1);
    assertThat(actor.awaitWritten(Duration.ofMillis(10))).isFalse();
    journal.recover();
    assertThat(actor.awaitWritten(SOON)).isTrue();
    assertThat(journal.read(ID)).hasSize(1);
    assertThat(actor.isOver()).isFalse();
  }

  @Test
  void whoFindsOutByItselfThatItWasOvertakenTellsOfIt() throws InterruptedException {
    Threads drives =
        new Threads(
            journal, Claims.ALONE, new SteadyClock(InstantSource.system(), System::nanoTime));
    BlockingQueue<AggregateId> lost = new LinkedBlockingQueue<>();
    drives.onFenced(lost::add);
    journal.failWith(new Trouble(Cause.LOCAL_DISK_FULL, "disk full", "make room").asException());
    Drive<Toy.Count, String> drive =
        drives.drive(
            ID, Toy.Event.class, new Toy(3), performer(_ -> {}, _ -> List.of()), published::add);
    drive.start();
    drive.send("add");
    await().until(() -> drive.state().added() == 1);
    journal.recover();
    journal.append(ID, 0, Instant.EPOCH, List.of(new Toy.Event.Ticked()));
    assertThat(lost.take()).isEqualTo(ID);
    assertThatThrownBy(() -> drive.awaitClosed(SOON)).isInstanceOf(FencedException.class);
  }

  @Test
  void aWriterThatWasOvertakenReadsAgainAndDecidesAnew() throws InterruptedException {
    var actor = actor(new Toy(3), _ -> {});
    actor.start();
    journal.append(ID, 0, Instant.EPOCH, List.of(new Toy.Event.Added(1)));
    actor.send("add");
    actor.send("add");
    assertThat(actor.awaitClosed(SOON)).isTrue();
    assertThat(journal.read(ID).stream().map(Entry::fact))
        .containsExactly(new Toy.Event.Added(1), new Toy.Event.Added(2), new Toy.Event.Added(3));
    await().untilAsserted(() -> assertThat(begun).containsExactlyInAnyOrder("greet 2", "greet 3"));
    assertThat(published).as("the other writer's facts are news, too").hasSize(3);
  }

  @Test
  void aHistoryIsFoldedSilentlyBeforeItLives() throws InterruptedException {
    journal.append(ID, 0, Instant.EPOCH, List.of(new Toy.Event.Added(1), new Toy.Event.Added(2)));
    var actor = actor(new Toy(3), _ -> {});
    actor.start();
    assertThat(actor.state().added()).isEqualTo(2);
    assertThat(published).isEmpty();
    actor.send("add");
    assertThat(actor.awaitClosed(SOON)).isTrue();
  }

  @Test
  void whatIsUnderWayIsNotBegunTwice() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    var actor = actor(new Toy(2), _ -> done.await());
    actor.start();
    actor.send("greet");
    actor.send("greet");
    actor.send("add");
    await().untilAsserted(() -> assertThat(begun).contains("greet 1"));
    assertThat(begun).containsOnlyOnce("greet");
    done.countDown();
    await()
        .untilAsserted(() -> {
          actor.send("greet");
          assertThat(begun.stream().filter("greet"::equals).count()).isGreaterThan(1);
        });
  }

  @Test
  void anOutcomeMayLeadToTheSameActionAgain() {
    // Each greeting's outcome asks for the next one; none may get lost as "still under way".
    var actor =
        new Actor<>(
            ID,
            Toy.Event.class,
            new Toy(1),
            journal,
            Claims.ALONE,
            new SteadyClock(InstantSource.system(), System::nanoTime),
            performer(_ -> {}, begun -> begun < 2_000 ? List.of("greet") : List.of("add")),
            published::add);
    actors.add(actor);
    actor.start();
    actor.send("greet");
    await().atMost(SOON).untilAsserted(() -> assertThat(actor.awaitClosed(Duration.ZERO)).isTrue());
    assertThat(begun).hasSizeGreaterThanOrEqualTo(2_000);
  }

  @Test
  void signalsOneUponTheOtherDoNotPutTheAlarmOff() {
    Duration alarm = Duration.ofMillis(100);
    var actor = actor(new Toy(1, Optional.of(alarm)), _ -> {});
    Instant started = Instant.now();
    actor.start();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          actor.send("chatter");
          return actor.state().ticks() >= 3;
        });
    long ticks = actor.state().ticks();
    assertThat(ticks)
        .isLessThanOrEqualTo(Duration.between(started, Instant.now()).dividedBy(alarm));
  }

  @Test
  void anAlarmOutlivesAClockThatIsSetBack() {
    Instant start = Instant.parse("2026-11-21T12:00:00Z");
    BlockingQueue<Instant> times = new LinkedBlockingQueue<>(List.of(start, start, start, start));
    InstantSource clock =
        () -> Optional.ofNullable(times.poll()).orElse(start.minus(Duration.ofDays(1)));
    var actor =
        new Actor<>(
            ID,
            Toy.Event.class,
            new Toy(1, Optional.of(Duration.ofMillis(50))),
            journal,
            Claims.ALONE,
            new SteadyClock(clock, System::nanoTime),
            performer(_ -> {}, _ -> List.of()),
            published::add);
    actors.add(actor);
    actor.start();
    await().atMost(SOON).until(() -> actor.state().ticks() > 5);
  }

  @Test
  void aFaultOfAnActionIsToldToTheMachine() {
    var actor =
        actor(
            new Toy(1),
            _ -> {
              throw new IllegalStateException("unforeseen");
            });
    actor.start();
    actor.send("greet");
    await().atMost(SOON).untilAsserted(() -> assertThat(actor.awaitClosed(Duration.ZERO)).isTrue());
  }

  @Test
  void anErrorOfAnActionIsToldToTheMachineToo() {
    var actor =
        actor(
            new Toy(1),
            _ -> {
              throw new StackOverflowError();
            });
    actor.start();
    actor.send("greet");
    await().atMost(SOON).untilAsserted(() -> assertThat(actor.awaitClosed(Duration.ZERO)).isTrue());
  }

  @Test
  void aListenerThatFailsStopsNothingAndIsToldAtTheEnd() {
    var actor =
        actor(
            new Toy(2),
            _ -> {},
            _ -> {
              throw new IllegalStateException("the terminal is gone");
            });
    actor.start();
    actor.send("add");
    actor.send("add");
    assertThatThrownBy(() -> actor.awaitClosed(SOON)).hasMessage("the terminal is gone");
    assertThat(actor.state().added()).isEqualTo(2);
    await().untilAsserted(() -> assertThat(begun).hasSize(2));
  }

  @Test
  void stoppingInterruptsWhatIsUnderWayAndLeavesTheAggregateOpen() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    var actor =
        actor(
            new Toy(3),
            _ -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    actor.start();
    actor.send("add");
    await().until(() -> begun.size() == 1);
    actor.stop();
    interrupted.await();
    assertThat(actor.awaitClosed(SOON)).isFalse();
    actor.send("add");
    assertThat(journal.open(AggregateId.Kind.RUN)).containsExactly(ID);
    assertThat(journal.read(ID)).hasSize(1);
  }

  @Test
  void waitingIsBounded() throws InterruptedException {
    var actor = actor(new Toy(1), _ -> {});
    actor.start();
    assertThat(actor.awaitClosed(Duration.ofMillis(20))).isFalse();
  }

  /** What an action does in a test. */
  private interface Deed {
    void on(String action) throws InterruptedException;
  }

  /** What comes of the n-th action. */
  private interface Outcome {
    List<String> of(int begun);
  }

  private Actor<Toy.Count, Toy.Event, String, String> actor(Toy toy, Deed deed) {
    return actor(toy, deed, published::add);
  }

  private Actor<Toy.Count, Toy.Event, String, String> actor(Toy toy, Deed deed, Listener listener) {
    var actor =
        new Actor<>(
            ID,
            Toy.Event.class,
            toy,
            journal,
            Claims.ALONE,
            new SteadyClock(InstantSource.system(), System::nanoTime),
            performer(deed, _ -> List.of()),
            listener);
    actors.add(actor);
    return actor;
  }

  private Performer<String, String> performer(Deed deed, Outcome outcome) {
    return new Performer<>() {
      @Override
      public List<String> perform(String action) throws InterruptedException {
        begun.add(action);
        deed.on(action);
        return outcome.of(begun.size());
      }

      @Override
      public List<String> fault(String action, RuntimeException fault) {
        return List.of("add");
      }
    };
  }
}
