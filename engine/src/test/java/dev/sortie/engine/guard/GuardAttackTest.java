package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.GuardTerms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a careless task or an odd image does to the guard. */
@Execution(ExecutionMode.CONCURRENT)
class GuardAttackTest {
  private static final String EVERY_SHELL = "dev.sortie.engine.guard.Scene#everyShell";
  private static final String SHELLS = "dev.sortie.engine.guard.Scene#shells";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void signalsToAllThatRunPassBy(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      Map<String, ProcessHandle> before = scene.box.guards();
      for (String signal : List.of("HUP", "INT", "QUIT", "TERM")) {
        scene.box.run("kill -" + signal + " " + pids(before));
      }
      long left = scene.box.left();
      Scene.soon("seconds are counted").until(() -> scene.box.left() < left - 1);
      assertThat(scene.box.guards()).isEqualTo(before);
    }
  }

  /** As the processes of the box are numbered inside it. */
  private static String pids(Map<String, ProcessHandle> guards) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ProcessHandle guard : guards.values()) {
      for (String line : Files.readAllLines(Path.of("/proc/" + guard.pid() + "/status"))) {
        if (line.startsWith("NSpid:")) {
          all.append(line.substring(line.lastIndexOf('\t'))).append(' ');
        }
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void wipedFilesComeBackAndARestartStretchesNothing(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      scene.renew(600, 1000);
      Scene.soon("seconds are counted").until(() -> scene.box.left() < 997);
      scene.box.run("rm -rf /root/.sortie");
      Scene.soon("it writes again").until(() -> scene.box.left() < 995);
      Map<String, ProcessHandle> before = scene.box.guards();
      assertThat(scene.renew(500, 900).isProof()).isTrue();
      assertThat(scene.box.guards()).as("nobody had to start it again").isEqualTo(before);

      scene.box.stop();
      scene.box.start(Guard.onstart(Duration.ofSeconds(1000), Optional.of(GuardTerms.USUAL)));
      Scene.soon("it is back").until(() -> scene.box.guards().size() == 2);

      assertThat(scene.box.left()).isLessThanOrEqualTo(900);
      assertThat(scene.box.state().get(2)).as("seconds of the lease").isLessThanOrEqualTo(500);
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whereOnlyTheDeadlineIsLeftOverARestartStretchesNothing(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(100, 600)) {
      scene.box.run("rm -rf /root/.sortie");
      Scene.soon("it writes again").until(() -> scene.box.left() < 98);
      scene.box.stop();
      Files.delete(folder.resolve("box/root/.sortie/guard/state"));
      scene.box.start(Guard.onstart(Duration.ofSeconds(1000), Optional.empty()));
      Scene.soon("it counts").until(() -> scene.box.state().size() == 4);
      assertThat(scene.box.left()).isLessThanOrEqualTo(100);
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void onAnImageWithAnOddPathItEndsItself(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.box.with("PATH", "/nowhere").without("HOME");
      scene.armed(1000, 600);
      scene.box.guards().values().forEach(GuardAttackTest::kill);
      Scene.soon("it is proven and brought back")
          .until(() -> scene.renew(600, 1000), GuardReport::isProof);
      scene.renew(1, 1000);
      scene.awaitGone();
    }
  }

  private static void kill(ProcessHandle guard) {
    guard.destroyForcibly();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aMarketThatNeverAnswersLeavesNoProgramHanging(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell, List.of("/usr/bin/openssl"));
        ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      scene.box.with("SORTIE_MARKET_URL", "https://127.0.0.1:" + deaf.getLocalPort());
      scene.armed(1000, 600);
      String first =
          Scene.soon("it asks").until(() -> openssl(scene), pids -> !pids.isEmpty()).getFirst();
      Scene.soon("it gives up").until(() -> !openssl(scene).contains(first));
    }
  }

  private static List<String> openssl(Scene scene) throws IOException {
    return scene.box.run("grep -l '^openssl' /proc/[0-9]*/comm").lines().toList();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void twoWhoRenewAtOnceKeepItAndTheShorterLifeHolds(Shell shell) throws Exception {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      Thread other = Thread.ofVirtual().start(() -> scene.renew(500, 700));
      scene.renew(400, 800);
      other.join();
      GuardReport last = scene.renew(450, 900);
      assertThat(last.isProof()).as(last.said()).isTrue();
      assertThat(scene.box.left()).isLessThanOrEqualTo(700);
      assertThat(scene.box.state().get(2)).isBetween(300L, 450L);
      assertThat(scene.tries()).isZero();
    }
  }
}
