package dev.sortie.engine.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.journal.Journal;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.RivalJournal;
import dev.sortie.engine.SharedClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 9: a stale controller can neither write nor act. */
@Timeout(20)
class FencingTest {
  private static final AggregateId ID = new AggregateId(AggregateId.Kind.RUN, "toy");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final InMemoryJournal journal = new InMemoryJournal();
  private final SharedClaims shared = new SharedClaims();
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<Drive<?, ?>> drives = new ArrayList<>();

  @AfterEach
  void stopAll() {
    drives.forEach(Drive::stop);
  }

  @Test
  void whoLostTheClaimWritesNothingAndBeginsNothing() {
    var drive = drive(threads(journal, shared.of("us")), _ -> {});
    shared.give(ID, "us");
    drive.start();
    drive.send("add");
    await().until(() -> begun.size() == 1);
    shared.give(ID, "another");
    drive.send("add");
    assertThatThrownBy(() -> drive.awaitClosed(SOON)).isInstanceOf(FencedException.class);
    assertThat(journal.read(ID)).hasSize(1);
    assertThat(begun).containsExactly("greet 1");
  }

  @Test
  void anActionWithoutAFactIsNotBegunEither() {
    var drive = drive(threads(journal, shared.of("us")), _ -> {});
    shared.give(ID, "another");
    drive.start();
    drive.send("greet");
    assertThatThrownBy(() -> drive.awaitClosed(SOON)).isInstanceOf(FencedException.class);
    assertThat(begun).isEmpty();
  }

  @Test
  void whoSleptBetweenTheQuestionAndTheAppendMeetsTheFactOfItsSuccessor() {
    Fact adopted = new Toy.Event.Ticked();
    Journal rival =
        new RivalJournal(
            journal,
            () -> {
              shared.give(ID, "another");
              journal.append(ID, 0, Instant.EPOCH, List.of(adopted));
            });
    var drive = drive(threads(rival, shared.of("us")), _ -> {});
    shared.give(ID, "us");
    drive.start();
    drive.send("add");
    assertThatThrownBy(() -> drive.awaitClosed(SOON)).isInstanceOf(FencedException.class);
    assertThat(journal.read(ID).stream().map(Entry::fact)).containsExactly(adopted);
    assertThat(begun).isEmpty();
  }

  @Test
  void whoSleptBetweenTheDecisionAndTheActionDoesNotAct() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch askedTwice = new CountDownLatch(2);
    Claims claims = shared.of("us");
    Claims dozing =
        new Claims() {
          @Override
          public boolean isOurs(AggregateId what) {
            askedTwice.countDown();
            return asked.incrementAndGet() == 1;
          }

          @Override
          public boolean take(AggregateId what) {
            return claims.take(what);
          }

          @Override
          public void release(AggregateId what) {
            claims.release(what);
          }

          @Override
          public Optional<Driver> other(AggregateId what) {
            return claims.other(what);
          }
        };
    var drive = drive(threads(journal, dozing), _ -> {});
    drive.start();
    drive.send("greet");
    askedTwice.await();
    drive.send("greet");
    assertThatThrownBy(() -> drive.awaitClosed(SOON)).isInstanceOf(FencedException.class);
    assertThat(begun).isEmpty();
  }

  @Test
  void whatTakesLongIsInterruptedWhenTheLossIsTold() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Threads threads = threads(journal, Claims.ALONE);
    var drive =
        drive(
            threads,
            _ -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    drive.start();
    drive.send("greet");
    await().until(() -> begun.size() == 1);
    threads.fence(ID);
    interrupted.await();
    assertThatThrownBy(() -> drive.awaitClosed(SOON)).isInstanceOf(FencedException.class);
  }

  private static Threads threads(Journal journal, Claims claims) {
    return new Threads(journal, claims, new SteadyClock(InstantSource.system(), System::nanoTime));
  }

  /** What an action does in a test. */
  private interface Deed {
    void on(String action) throws InterruptedException;
  }

  private Drive<Toy.Count, String> drive(Threads threads, Deed deed) {
    Performer<String, String> performer =
        new Performer<>() {
          @Override
          public List<String> perform(String action) throws InterruptedException {
            begun.add(action);
            deed.on(action);
            return List.of();
          }

          @Override
          public List<String> fault(String action, RuntimeException fault) {
            return List.of();
          }
        };
    Drive<Toy.Count, String> drive =
        threads.drive(ID, Toy.Event.class, new Toy(3), performer, _ -> {});
    drives.add(drive);
    return drive;
  }
}
