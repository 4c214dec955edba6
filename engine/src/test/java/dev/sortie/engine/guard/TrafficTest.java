package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes through the machine's network since its guard was armed. */
@Execution(ExecutionMode.CONCURRENT)
class TrafficTest {
  private static final String SHELLS = "dev.sortie.engine.guard.Scene#everyShell";

  @TempDir Path folder;

  private void counter(long down, long up) throws IOException {
    Files.createDirectories(folder.resolve("box/root"));
    Files.writeString(
        folder.resolve("box/root/net-dev"),
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
            lo: 9000000 1 0 0 0 0 0 0 9000000 1 0 0 0 0 0 0
          eth0:%d 1 0 0 0 0 0 0 %d 1 0 0 0 0 0 0
          tun0: 5 1 0 0 0 0 0 0 7 1 0 0 0 0 0 0
        """
            .formatted(down, up));
  }

  /** Armed on a machine whose counters stand there. */
  private Scene counting(Shell shell, long down, long up) throws IOException {
    Scene scene = new Scene(folder, shell);
    scene.box.with("SORTIE_NET_DEV", "/root/net-dev");
    counter(down, up);
    return scene.armed(1000, 600);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void isCountedFromTheArmingOverRestarts(Shell shell) throws IOException {
    try (Scene scene = counting(shell, 1000, 100)) {
      counter(6_000_000_000L, 250);
      assertThat(scene.renew(600, 1000).traffic()).contains(new Traffic(5_999_999_000L, 150));
      counter(6_000_000_010L, 251);
      assertThat(scene.renew(600, 1000).traffic()).contains(new Traffic(5_999_999_010L, 151));
      // A container that starts again has counters that do.
      counter(30, 3);
      assertThat(scene.renew(600, 1000).traffic()).contains(new Traffic(5_999_999_045L, 161));
    }
  }

  /** Five cents of each gigabyte, both ways, and not more than a dollar. */
  private static final Toll DOLLAR = new Toll(Usd.of("0.05"), Usd.of("0.05"), Usd.ZERO, Usd.of(1));

  @ParameterizedTest
  @MethodSource(SHELLS)
  void bytesBeyondWhatIsPaidForEndTheInstanceThoughNobodyCountsAnyMore(Shell shell)
      throws IOException {
    try (Scene scene = counting(shell, 1000, 100)) {
      counter(5_000_001_000L, 100);
      scene.renew(600, 1000, DOLLAR);
      // Nineteen of twenty gigabytes: this much is paid.
      counter(15_000_001_000L, 4_000_000_100L);
      scene.staysFor(3);
      counter(15_000_001_000L, 5_100_000_100L);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void theBytesOfAContainerThatStartsAgainAreAddedToThoseBefore(Shell shell) throws IOException {
    try (Scene scene = counting(shell, 0, 0)) {
      counter(15_000_000_000L, 0);
      scene.renew(600, 1000, DOLLAR);
      counter(4_000_000_000L, 0);
      scene.staysFor(3);
      counter(5_100_000_000L, 0);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void timeAfterTheLastRenewalIsPaidFromTheSame(Shell shell) throws IOException {
    try (Scene scene = counting(shell, 0, 0)) {
      // A second costs ten cents, so that there are ten of them.
      scene.renew(600, 1000, new Toll(Usd.of("0.05"), Usd.of("0.05"), Usd.of(360), Usd.of(1)));
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void bytesThatCostNothingEndNothing(Shell shell) throws IOException {
    try (Scene scene = counting(shell, 0, 0)) {
      scene.renew(600, 1000, Toll.FREE);
      counter(900_000_000_000L, 900_000_000_000L);
      scene.staysFor(5);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void whereItsFilesAreWipedAllOfTheMachinesBytesCount(Shell shell) throws IOException {
    try (Scene scene = counting(shell, 1000, 100)) {
      counter(9000, 300);
      assertThat(scene.renew(600, 1000).traffic()).contains(new Traffic(8000, 200));
      scene.box.run("rm -rf /root/.sortie");
      assertThat(scene.renew(600, 1000).traffic()).contains(new Traffic(9005, 307));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void onAPracticeMachineWithoutACounterItIsLeftOut(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      assertThat(scene.renew(600, 1000).traffic()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void onARentedMachineItIsTheMachinesOwn(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.box.without("SORTIE_MARKET_URL").with("CONTAINER_API_KEY", "none");
      scene.box.with("http_proxy", "http://127.0.0.1:9").with("https_proxy", "http://127.0.0.1:9");
      scene.armed(1000, 600);
      assertThat(scene.renew(600, 1000).traffic()).isPresent();
    }
  }
}
