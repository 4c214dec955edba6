package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a careless task sends to all that runs, once and every second. In namespaces of its own. */
@Execution(ExecutionMode.CONCURRENT)
class GuardKillTest {
  /** The runner looks every five seconds; the rest is what a busy computer takes. */
  private static final Duration BACK = Duration.ofSeconds(30);

  private static final String STOP_BOTH =
      "for f in /proc/[0-9]*; do read -r c <$f/cmdline; case $c in *-c'eval \"$G\"lifeline'*)"
          + " kill -STOP ${f#/proc/};; esac; done 2>/dev/null";

  /** Stopped first, or one would bring back the other. */
  static final String KILL_BOTH = STOP_BOTH + "; " + STOP_BOTH.replace("-STOP", "-KILL");

  static final List<String> TOOLS = List.of(Scene.CURL, "/usr/bin/pkill", "/usr/bin/killall");

  /** As the runner of a task does beside it. */
  private static final String BESIDE =
      "setsid sh -c 'while :; do [ ! -f \"$1\" ] || sh \"$1\"; sleep 5; done' beside"
          + " /root/.sortie/beside </dev/null >/dev/null 2>&1 &";

  @TempDir Path folder;

  private static Stream<Arguments> attacks() {
    return Stream.of(
            "pkill -9 -f sh",
            "killall -9 sh",
            "pkill -9 python",
            "pkill -9 -f guard",
            "pkill -9 -f sortie",
            "kill -9 -1",
            STOP_BOTH)
        .flatMap(attack -> Scene.shells().map(shell -> Arguments.of(attack, shell)));
  }

  /** Its own processes only: what is sent here must not reach this computer's. */
  private static void attack(Scene scene, String attack) throws IOException {
    assertThat(scene.box.isFenced()).isTrue();
    scene.box.run(attack);
  }

  private static boolean isMetBy(String attack, Shell shell) {
    // BusyBox goes by its applet's name alone, so its command line stays "sh".
    return attack.equals("kill -9 -1")
        || attack.equals(STOP_BOTH)
        || (attack.equals("pkill -9 -f sh") && shell == Shell.BUSYBOX);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void sentOnceItMeetsNobodyOrTheNextSignOfLifeBringsTheGuardBack(String attack, Shell shell)
      throws IOException {
    try (Scene scene = new Scene(folder, shell, TOOLS).armed(1000, 600)) {
      scene.renew(600, 1000);
      Scene.soon("both run").until(() -> scene.box.guards().size() == 2);
      Map<String, ProcessHandle> before = scene.box.guards();
      long left = scene.box.left();

      attack(scene, attack);
      GuardReport report = scene.renew(600, 1000);

      assertThat(report.isProof()).as(report.said()).isTrue();
      assertThat(report.revival().isPresent()).isEqualTo(isMetBy(attack, shell));
      assertThat(scene.box.guards().equals(before)).isEqualTo(!isMetBy(attack, shell));
      Scene.soon("it counts on").until(() -> scene.box.left() < left);
      assertThat(scene.box.guards()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void whatLiesBesideTheTasksBringsAStoppedOrDeadOneBackThoughNobodyRenews(Shell shell)
      throws IOException {
    try (Scene scene = new Scene(folder, shell, TOOLS).armed(1000, 600)) {
      scene.renew(600, 60);
      scene.box.run(BESIDE);
      for (String attack : List.of(STOP_BOTH, KILL_BOTH)) {
        Scene.soon("both run").until(() -> scene.box.guards().size() == 2);
        Map<String, ProcessHandle> before = scene.box.guards();
        attack(scene, attack);
        Scene.soon("it is back")
            .atMost(BACK)
            .until(() -> {
              Map<String, ProcessHandle> now = scene.box.guards();
              return now.size() == 2 && now.values().stream().noneMatch(before::containsValue);
            });
      }
      assertThat(scene.box.left()).isLessThan(60);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void sentEverySecondItStillEndsTheMachineAtItsDeadline(String attack, Shell shell)
      throws Exception {
    try (Scene scene = new Scene(folder, shell, TOOLS).armed(1000, 600)) {
      Instant deadline = Instant.now().plusSeconds(15);
      scene.renew(600, 15);
      assertThat(scene.isGone()).isFalse();
      AtomicBoolean over = new AtomicBoolean();
      Thread attacker =
          Thread.ofPlatform()
              .start(() -> {
                while (!over.get()) {
                  try {
                    attack(scene, attack);
                    Thread.sleep(1000);
                  } catch (IOException | InterruptedException e) {
                    return;
                  }
                }
              });
      try {
        while (!scene.isGone() && Instant.now().isBefore(deadline.plusSeconds(60))) {
          long left = Math.max(0, Duration.between(Instant.now(), deadline).toSeconds());
          scene.renew(600, left);
          if (Instant.now().isBefore(deadline.minusSeconds(4))) {
            assertThat(scene.tries()).as("ended before its time").isZero();
          }
        }
      } finally {
        over.set(true);
        attacker.join();
      }
      assertThat(scene.isGone()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void manyWhoBringItBackAtOnceLeaveOnePair(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell, TOOLS).armed(1000, 600)) {
      scene.renew(600, 1000);
      Scene.soon("both run").until(() -> scene.box.guards().size() == 2);
      attack(scene, KILL_BOTH);
      // Whoever comes right after another leaves it to that one.
      scene.box.run(
          "sleep 4; for i in 1 2 3 4 5 6 7 8; do sh /root/.sortie/beside </dev/null >/dev/null 2>&1 & done;"
              + " wait");
      Scene.soon("one pair is left").until(() -> scene.box.allGuards().size() == 2);
      long left = scene.box.left();
      Scene.soon("it counts").until(() -> scene.box.left() < left - 3);
      assertThat(scene.box.allGuards()).hasSize(2);
      assertThat(scene.tries()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sortie.engine.guard.Scene#shells")
  void aStrangerThatLooksAlikeIsLeftAlone(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell, TOOLS).armed(1000, 600)) {
      scene.renew(600, 1000);
      Process stranger =
          scene.box.enter("CONTAINER_ID=1 exec sh -c 'eval \"$G\"; sleep 300; :' lifeline");
      Process named = scene.box.enter("exec sh -c 'sleep 300; :' lifeline");
      attack(scene, KILL_BOTH);
      Scene.soon("it is brought back").until(() -> scene.renew(600, 1000).revival().isPresent());
      assertThat(stranger.isAlive()).isTrue();
      assertThat(named.isAlive()).isTrue();
      stranger.destroyForcibly();
      named.destroyForcibly();
    }
  }
}
