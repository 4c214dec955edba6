package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A market that does not do what the guard asks, and images that lack this and that. */
@Execution(ExecutionMode.CONCURRENT)
class GuardTroubleTest {
  private static final String SHELLS = "dev.sortie.engine.guard.Scene#shells";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unavailable route=/instances method=DELETE times=3",
        "rate_limited route=/instances method=DELETE times=3",
        "reset_before_action route=/instances method=DELETE times=3"
      })
  void whatTheMarketRefusesIsTriedAgain(String fault) throws IOException {
    try (Scene scene = new Scene(folder, Shell.DASH)) {
      scene.stand.fault(fault);
      scene.armed(1000, 2);
      scene.awaitGone();
      assertThat(scene.tries()).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aMarketThatIsAwayIsAskedUntilItIsBack(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 4)) {
      scene.stand.shut();
      Scene.soon("its lease is over").until(() -> scene.box.state().get(2) == 0);
      Scene.soon("some tries are in vain").until(() -> scene.box.left() < 985);
      scene.stand.reopen();
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whereDestroyIsRefusedItStopsAndStillTriesToDestroy(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.stand.fault("destroy_refused");
      scene.armed(1000, 2);
      Scene.soon("it is stopped").until(() -> scene.stand.hasStopped(scene.rental));
      assertThat(scene.tries()).as("destroyed first, again and again").isGreaterThanOrEqualTo(3);
      Scene.changed("it tries on", scene::tries, scene.tries());
      assertThat(scene.isGone()).isFalse();
      scene.stand.noFaults();
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/curl", "/usr/bin/wget", "/usr/bin/python3", "busybox/nc"})
  void withAnyOneProgramItProvesItsKeyAndEndsItself(String program) throws IOException {
    // BusyBox' wget cannot destroy, so it must not vouch for the key either.
    List<String> programs =
        program.equals("busybox/nc") ? List.of(program, "busybox/wget") : List.of(program);
    try (Scene scene = new Scene(folder, Shell.DASH, programs).armed(1000, 600)) {
      Scene.soon("the key is seen to work")
          .until(() -> scene.renew(600, 1000), GuardReport::isProof);
      scene.renew(1, 1000);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void withoutAnyProgramItsKeyIsNotProven(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell, List.of("busybox/wget")).armed(1000, 600)) {
      GuardReport report = scene.renew(600, 1000);
      assertThat(report.alive()).isTrue();
      assertThat(report.keyWorks()).isFalse();
      assertThat(report.said()).contains("not yet answered");
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aBrokenProgramMakesRoomForTheNext(Shell shell) throws IOException {
    Path broken = java.nio.file.Files.writeString(folder.resolve("curl"), "#!/bin/sh\nexit 77\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();
    try (Scene scene =
        new Scene(folder, shell, List.of(broken.toString(), "/usr/bin/wget")).armed(1000, 2)) {
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void withoutSetsidItLivesOn(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell, List.of(Scene.CURL, "busybox/-setsid"))) {
      scene.armed(1000, 3);
      assertThat(scene.box.run("command -v setsid")).isEmpty();
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aRefusedKeyIsReported(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.box.with("CONTAINER_API_KEY", "0".repeat(64));
      scene.armed(1000, 600);
      GuardReport report =
          Scene.soon("the key is refused")
              .until(() -> scene.renew(600, 1000), r -> r.said().contains("refuses"));
      assertThat(report.alive()).isTrue();
      assertThat(report.keyWorks()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void theKeyIsTriedUntilItIsSeenToWorkAndThenNoMore(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      String before = "unavailable route=/instances method=GET times=2 instance=";
      scene.stand.fault(before + scene.rental.id());
      scene.armed(1000, 600);
      Scene.soon("it works after all").until(() -> scene.renew(600, 1000), GuardReport::isProof);
      long asked = scene.stand.calls("GET", scene.rental);
      long left = scene.box.left();
      Scene.soon("time passes").until(() -> scene.box.left() < left - 6);
      assertThat(asked).isEqualTo(3);
      assertThat(scene.stand.calls("GET", scene.rental)).isEqualTo(asked);
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aMarketThatHangsDoesNotSlowTheCounting(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell).armed(1000, 600);
        java.net.ServerSocket deaf = new java.net.ServerSocket(0)) {
      // Never accepts: every request to it takes its whole timeout.
      scene.box.stop();
      scene.box.with("SORTIE_MARKET_URL", "http://127.0.0.1:" + deaf.getLocalPort());
      scene.box.start(Guard.onstart(Scene.LONG, java.util.Optional.empty()));
      long before = scene.box.left();
      Scene.soon("it counts on").until(() -> scene.box.left() <= before - 5);
      assertThat(scene.renew(600, 1000).said()).contains("not yet answered");
    }
  }
}
