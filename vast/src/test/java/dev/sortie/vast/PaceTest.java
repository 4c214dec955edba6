package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final Pace pace = pace(1);

  private Pace pace(double factor) {
    return new Pace(
        factor, now::get, slept -> now.addAndGet(slept.toNanos()), RandomGenerator.getDefault());
  }

  private Duration timeFor(Pace pace, Limit limit, int calls) throws InterruptedException {
    long start = now.get();
    for (int i = 0; i < calls; i++) {
      pace.await(limit);
    }
    return Duration.ofNanos(now.get() - start);
  }

  @Test
  void keepsTheDocumentedIntervals() throws InterruptedException {
    assertThat(timeFor(pace, Limit.CREATE, 3)).isEqualTo(Duration.ofSeconds(9));
    assertThat(timeFor(pace, Limit.LOOK, 3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(timeFor(pace, Limit.LIST, 3)).isEqualTo(Duration.ofSeconds(2));
    assertThat(timeFor(pace, Limit.CHANGE, 3)).isEqualTo(Duration.ofSeconds(2));
    assertThat(timeFor(pace, Limit.DESTROY, 3)).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void allowsTenSearchesAMinuteWithoutWaiting() throws InterruptedException {
    assertThat(timeFor(pace, Limit.SEARCH, 10)).isZero();
    assertThat(timeFor(pace, Limit.SEARCH, 1)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void doesNotWaitAfterAPause() throws InterruptedException {
    timeFor(pace, Limit.CREATE, 1);
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(timeFor(pace, Limit.CREATE, 1)).isZero();
  }

  @Test
  void closesAnEndpointForEverybodyAfterARefusalAndLongerEachTime() throws InterruptedException {
    pace.refused(Limit.LIST, 1, Duration.ZERO);
    Duration first = timeFor(pace, Limit.LIST, 1);
    assertThat(first).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    pace.refused(Limit.LIST, 4, Duration.ZERO);
    assertThat(timeFor(pace, Limit.LIST, 1)).isGreaterThan(Duration.ofMillis(2600));
    assertThat(timeFor(pace, Limit.DESTROY, 1)).isZero();
  }

  @Test
  void waitsAsLongAsTheMarketAsks() throws InterruptedException {
    pace.refused(Limit.LIST, 1, Duration.ofSeconds(7));
    assertThat(timeFor(pace, Limit.LIST, 1)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void neverSpacesADestroyMoreThanThreeTimesTheDocumentedInterval() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      pace.refused(Limit.DESTROY, 1, Duration.ZERO);
      timeFor(pace, Limit.DESTROY, 1);
    }
    assertThat(timeFor(pace, Limit.DESTROY, 1)).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void doesNotWaitAtFactorZero() throws InterruptedException {
    assertThat(timeFor(pace(0), Limit.CREATE, 100)).isZero();
  }

  @Test
  void keepsFurtherApartAfterARefusalAndRecovers() throws InterruptedException {
    Pace fast = pace(0);
    fast.refused(Limit.LIST, 1, Duration.ofMillis(5));
    timeFor(fast, Limit.LIST, 1);
    assertThat(timeFor(fast, Limit.LIST, 2)).isEqualTo(Duration.ofMillis(40));
    fast.refused(Limit.LIST, 1, Duration.ofMillis(5));
    fast.refused(Limit.LIST, 1, Duration.ofMillis(5));
    timeFor(fast, Limit.LIST, 1);
    assertThat(timeFor(fast, Limit.LIST, 2)).isEqualTo(Duration.ofMillis(80));
    for (int i = 0; i < 30; i++) {
      fast.accepted(Limit.LIST);
    }
    assertThat(timeFor(fast, Limit.LIST, 100)).isZero();
  }
}
