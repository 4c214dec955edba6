package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 6: every instance carries its own end. When, and when not. */
@Execution(ExecutionMode.CONCURRENT)
class GuardTest {
  private static final String EVERY_SHELL = "dev.sortie.engine.guard.Scene#everyShell";
  private static final String SHELLS = "dev.sortie.engine.guard.Scene#shells";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void withoutAnySignOfLifeItEndsAfterItsGrace(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 5)) {
      Scene.soon("it is tried").until(() -> scene.tries() > 0);
      assertThat(1000 - scene.box.left()).as("seconds counted").isGreaterThanOrEqualTo(4);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void signsOfLifeKeepItAndSilenceEndsIt(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 8)) {
      while (scene.box.left() > 986) {
        assertThat(scene.renew(8, 1000).alive()).isTrue();
      }
      assertThat(scene.isGone()).as("gone after its grace").isFalse();
      assertThat(scene.tries()).isZero();
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void itsLifeEndsHoweverOftenItHearsOfUs(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(6, 600)) {
      // A guard that never sends its call must make this fail, not last.
      Scene.soon("the instance has ended itself")
          .until(() -> {
            if (scene.isGone()) {
              return true;
            }
            GuardReport report = scene.renew(600, 1000);
            assertThat(report.alive()).isTrue();
            assertThat(scene.box.left()).isLessThanOrEqualTo(6);
            return false;
          });
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aSignOfLifeShortensTheLife(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      scene.renew(600, 3);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void eitherOfItsProcessesBringsTheOtherBack(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 12)) {
      for (String role : new String[] {"a", "b", "a"}) {
        Map<String, ProcessHandle> before = scene.box.guards();
        scene.box.guard(role).destroyForcibly();
        Scene.soon(role + " is back")
            .until(() -> {
              ProcessHandle now = scene.box.guards().get(role);
              return now != null && !now.equals(before.get(role));
            });
      }
      assertThat(scene.box.guards()).hasSize(2);
      assertThat(scene.renew(2, 1000).alive()).isTrue();
      assertThat(scene.box.left()).as("what was counted goes on to count").isLessThan(998);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void oneProcessAloneStillEndsIt(Shell shell) throws IOException, InterruptedException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 5)) {
      // It lives, so that nobody takes its place, but does nothing.
      Runtime.getRuntime()
          .exec(new String[] {"kill", "-STOP", Long.toString(scene.box.guard("a").pid())})
          .waitFor();
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void whenBothAreKilledTheNextSignOfLifeBringsThemBack(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      Scene.soon("seconds are counted").until(() -> scene.box.left() < 998);
      long left = killBoth(scene);

      assertThat(scene.renew(3, 1000).isProof()).isTrue();

      assertThat(scene.box.guards()).hasSize(2);
      assertThat(scene.box.left()).isLessThanOrEqualTo(left);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void theLivesLeftAreKnownToUsWhenBothAreKilledAndAllIsLost(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      killBoth(scene);
      scene.box.run("echo junk >.sortie/guard/state; echo junk >.sortie/guard/deadline");

      assertThat(scene.renew(600, 500).isProof()).isTrue();

      assertThat(scene.box.left()).isBetween(400L, 500L);
      assertThat(scene.tries()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void oneThatHangsIsReplaced(Shell shell) throws IOException, InterruptedException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      for (ProcessHandle process : scene.box.guards().values()) {
        Runtime.getRuntime()
            .exec(new String[] {"kill", "-STOP", Long.toString(process.pid())})
            .waitFor();
      }
      Map<String, ProcessHandle> before = scene.box.guards();

      assertThat(scene.renew(600, 1000).isProof()).isTrue();

      assertThat(before.values()).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static long killBoth(Scene scene) {
    Map<String, ProcessHandle> guards = scene.box.guards();
    // Stopped first, or the second would bring the first back in between.
    guards.values().forEach(process -> signal("STOP", process));
    guards.values().forEach(process -> signal("KILL", process));
    Scene.soon("both are dead").until(() -> scene.box.guards().isEmpty());
    return scene.box.left();
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
