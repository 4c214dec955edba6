package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are wrong, containers that start again, files and disks that are damaged. */
@Execution(ExecutionMode.CONCURRENT)
class GuardTimeTest {
  private static final String SHELLS = "dev.sortie.engine.guard.Scene#shells";
  private static final int TEN_MINUTES = 600;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"-600, 0", "600, 0", "0, -600", "0, 600"})
  void aWrongOrJumpingClockNeitherStretchesNorShortensTheLease(long before, long after)
      throws IOException {
    try (Scene scene = new Scene(folder, Shell.DASH)) {
      scene.box.withClock(before);
      scene.armed(3000, 60);
      scene.renew(60, 3000);
      if (after != 0) {
        scene.box.clock(after);
      }
      Scene.soon("seconds are counted").until(() -> scene.box.left() <= 2997);
      assertThat(scene.tries()).isZero();
      assertThat(scene.renew(3, 3000).alive()).isTrue();
      assertThat(scene.box.state().get(2)).as("seconds of the lease").isBetween(1L, 3L);
      scene.awaitGone();
      assertThat(scene.box.left()).as("its life was not over").isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"-600, -600", "600, 600", "0, -600", "600, 0"})
  void aWrongClockOrOneThatIsSetBackDoesNotStretchTheLife(long before, long after)
      throws IOException {
    try (Scene scene = new Scene(folder, Shell.DASH)) {
      scene.box.withClock(before);
      scene.armed(7, 600);
      scene.box.clock(after);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void theClockEndsItWhenCountingLagsBehind(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.box.withClock(0);
      scene.armed(3000, 2000);
      scene.box.clock(3000);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aRestartOfTheContainerStretchesNothing(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 30)) {
      scene.renew(25, 900);
      Scene.soon("seconds are counted").until(() -> scene.box.left() < 896);
      scene.box.stop();
      List<Long> before = scene.box.state();
      scene.box.start(onstart(1000, 30));
      List<Long> after = Scene.changed("it counts on", scene.box::state, before);
      assertThat(after.get(0)).as("last sign of life").isEqualTo(before.get(0));
      assertThat(after.get(1)).as("seconds left").isLessThan(before.get(1));
      assertThat(after.get(2)).as("seconds of the lease").isLessThan(before.get(2));
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aContainerThatStartsAgainAndAgainStillEnds(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 6)) {
      while (!scene.isGone()) {
        long left = scene.box.left();
        Scene.changed("a second is counted", scene.box::left, left);
        if (!scene.isGone()) {
          restart(scene, 1000, 6);
        }
      }
    }
  }

  private static Stream<Arguments> damages() {
    return Scene.some(
        3,
        Arguments.of("state", "junk"),
        Arguments.of("deadline", "99999999999999999999"),
        Arguments.of("renewal", "7 08 99999999999999999999 7"),
        Arguments.of("state", ""),
        Arguments.of("state", "99999999999999999999 1 1 1"),
        Arguments.of("state", "08 09 010 0"),
        Arguments.of("state", "1 2"),
        Arguments.of("deadline", "junk"),
        Arguments.of("deadline", ""),
        Arguments.of("renewal", "junk"),
        Arguments.of("renewal", ""),
        Arguments.of("renewal", "1 99999 99999 2"));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedFileNeitherStopsTheGuardNorStretchesTheTime(String file, String text)
      throws IOException {
    try (Scene scene = new Scene(folder, Shell.DASH).armed(12, 600)) {
      Scene.soon("seconds are counted").until(() -> scene.box.left() < 11);
      scene.box.run("echo '" + text + "' >.sortie/guard/" + file);
      scene.box.stop();
      scene.box.start(onstart(12, 600));
      Scene.soon("it counts").until(() -> scene.box.state().size() == 4);
      assertThat(scene.box.left()).isLessThan(12);
      scene.box.run("echo '" + text + "' >.sortie/guard/" + file);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whereAllFilesAreDamagedAtARestartNothingIsLeft(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600)) {
      // Stopped first: the guard writes them anew at every beat.
      scene.box.stop();
      for (String file : List.of("state", "deadline", "renewal")) {
        Files.writeString(folder.resolve("box/root/.sortie/guard/" + file), "junk\n");
      }
      scene.box.start(onstart(1000, 600));
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFullDiskNeitherEndsItNorKeepsItAlive(boolean fromTheStart) throws IOException {
    try (Scene scene = new Scene(folder, Shell.DASH)) {
      scene.box.withDisk(200);
      String fill = "dd if=/dev/zero of=/root/full bs=1k; echo >>/root/full";
      if (fromTheStart) {
        scene.box.start("#!/bin/sh\n" + fill + "\n" + onstart(1000, 5));
        scene.awaitGone();
        return;
      }
      scene.armed(1000, 15);
      scene.box.run(fill);
      assertThat(scene.box.run("echo more >/root/more; cat /root/more")).isEmpty();
      while (scene.box.left() > 978) {
        assertThat(scene.renew(15, 1000).alive()).isTrue();
      }
      assertThat(scene.tries()).isZero();
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whereNothingCanBeWrittenItStillEnds(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.box.start("#!/bin/sh\n/usr/bin/mount -o remount,bind,ro /root\n" + onstart(1000, 4));
      assertThat(scene.box.run("echo x >/root/x; ls /root/x")).isEmpty();
      scene.awaitGone();
    }
  }

  private static void restart(Scene scene, long life, long grace) throws IOException {
    scene.box.stop();
    scene.box.start(onstart(life, grace));
    Scene.soon("it is back").until(() -> scene.box.guards().size() == 2);
  }

  private static String onstart(long life, long grace) {
    GuardTerms terms =
        new GuardTerms(Duration.ofSeconds(Math.min(grace, TEN_MINUTES)), Duration.ofSeconds(grace));
    return Guard.onstart(Duration.ofSeconds(life), Optional.of(terms));
  }
}
