package dev.sortie.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.engine.watch.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReachingTest {
  private static final LeaseId LEASE = new LeaseId("lease001");
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void aMachineThatCannotBeReachedYetIsWaitedForUntilSomebodyEndsTheWait() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Reaching reaching =
        new Reaching(failing(new RemoteProblem.Unreachable("no address")), told(said), LONG);
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                reaching.reach(LEASE);
              } catch (RemoteException e) {
                thrown.set(e);
              }
            });
    await().until(() -> said.equals(List.of("no address")));
    assertThat(thrown.get()).isNull();
    waiting.interrupt();
    assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
    assertThat(thrown.get()).isInstanceOf(RemoteException.class);
  }

  @Test
  void whatWaitingCannotMendIsSaidAtOnce() {
    Reaching reaching =
        new Reaching(failing(new RemoteProblem.HostKeyChanged("another")), Watcher.NONE, LONG);
    assertThatThrownBy(() -> reaching.reach(LEASE)).isInstanceOf(RemoteException.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void patienceHasAnEnd() {
    Reaching reaching =
        new Reaching(
            failing(new RemoteProblem.Unreachable("off")), Watcher.NONE, Duration.ofMillis(0));
    assertThatThrownBy(() -> reaching.reach(LEASE)).isInstanceOf(RemoteException.class);
    assertThat(tries).hasValue(1);
  }

  private Function<LeaseId, RemoteHost> failing(RemoteProblem problem) {
    return _ -> {
      tries.incrementAndGet();
      throw new RemoteException(problem);
    };
  }

  private static Watcher told(List<String> said) {
    return new Watcher() {
      @Override
      public void connectionLost(Duration ago, String why) {
        said.add(why);
      }
    };
  }
}
