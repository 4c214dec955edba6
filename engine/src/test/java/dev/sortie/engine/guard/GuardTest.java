package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 6: every instance carries its own end. */
class GuardTest {
  private static final String DELETE =
      "DELETE /api/v0/instances/4711/ Bearer " + GuardBox.KEY + " application/json {}";
  private static final String STAY = "onstart; while :; do sleep 60; done";
  private static final Duration DAY = Duration.ofHours(24);

  @TempDir Path folder;

  @Test
  void itFitsIntoTheCreateCallWithRoomToSpare() {
    String script = Guard.onstart(Duration.ofDays(3650));
    // The market takes 4096 characters of onstart and arguments together.
    assertThat(script.length()).isLessThan(3072);
    assertThat(script).isASCII().startsWith("#!/bin/sh\n").endsWith("\n");
  }

  @Test
  void itHoldsItsLifeInSecondsAndNoKey() {
    String script = Guard.onstart(Duration.ofMinutes(90));
    assertThat(script).contains("+ 5400)").doesNotContain("{{");
    assertThat(script).doesNotContainIgnoringCase("vast_api_key").doesNotContain(GuardBox.KEY);
  }

  @Test
  void inEveryShellItAsksUntilTheMarketAccepts() throws IOException {
    assumeIsolation();
    assumeTrue(GuardBox.has("/usr/bin/curl"), "needs curl");
    List<GuardBox> boxes = new ArrayList<>();
    try {
      for (String shell : shells()) {
        GuardBox box =
            new GuardBox(
                Files.createDirectory(folder.resolve("box" + boxes.size())), List.of(503, 200));
        boxes.add(box);
        box.start(shell, Guard.onstart(Duration.ofSeconds(2)), STAY, List.of("/usr/bin/curl"));
      }
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> {
            for (GuardBox box : boxes) {
              assertThat(box.requests).hasSizeGreaterThanOrEqualTo(2).containsOnly(DELETE);
            }
          });
    } finally {
      boxes.forEach(GuardBox::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/python3", "/usr/bin/wget", "busybox"})
  void whateverProgramTheImageHasItEndsItself(String program) throws IOException {
    assumeIsolation();
    boolean poor = program.equals("busybox");
    assumeTrue(poor || GuardBox.has(program), "needs " + program);
    List<String> programs = poor ? List.of("busybox/nc", "busybox/wget") : List.of(program);
    try (GuardBox box = new GuardBox(folder, List.of(200))) {
      box.start("/bin/sh", Guard.onstart(Duration.ofSeconds(1)), STAY, programs);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(box.requests).containsOnly(DELETE));
    }
  }

  @Test
  void whereOneProgramFailsTheNextIsTried() throws IOException {
    assumeIsolation();
    assumeTrue(GuardBox.has("/usr/bin/wget"), "needs wget");
    Path broken = Files.createDirectory(folder.resolve("broken")).resolve("curl");
    Files.writeString(broken, "#!/bin/sh\nexit 77\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();
    try (GuardBox box = new GuardBox(folder, List.of(200))) {
      box.start(
          "/bin/sh",
          Guard.onstart(Duration.ofSeconds(1)),
          STAY,
          List.of(broken.toString(), "/usr/bin/wget"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(box.requests).containsOnly(DELETE));
    }
  }

  @Test
  void itLivesOnWithoutSetsid() throws IOException {
    assumeIsolation();
    assumeTrue(GuardBox.has("/usr/bin/curl"), "needs curl");
    try (GuardBox box = new GuardBox(folder, List.of(200))) {
      String noSetsid = "/bin/rm /root/bin/setsid; " + STAY;
      box.start(
          "/bin/sh", Guard.onstart(Duration.ofSeconds(1)), noSetsid, List.of("/usr/bin/curl"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(box.requests).containsOnly(DELETE));
    }
  }

  @Test
  void beforeItsTimeItDoesNothing() throws IOException, InterruptedException {
    assumeIsolation();
    try (GuardBox box = new GuardBox(folder, List.of(200))) {
      box.run("/bin/sh", Guard.onstart(DAY), "onstart; sleep 2", List.of("/usr/bin/curl"));
      assertThat(box.requests).isEmpty();
    }
  }

  @Test
  void aRestartOfTheContainerDoesNotStretchTheTime() throws IOException, InterruptedException {
    assumeIsolation();
    try (GuardBox box = new GuardBox(folder, List.of(200))) {
      String text =
          "onstart; cat .sortie/guard/deadline; sleep 2; onstart; cat .sortie/guard/deadline";
      List<String> lines = box.run("/bin/sh", Guard.onstart(DAY), text, List.of()).lines().toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1)).isEqualTo(lines.get(0));
      long left = Long.parseLong(lines.getFirst()) - System.currentTimeMillis() / 1000;
      assertThat(left).isBetween(DAY.toSeconds() - 60, DAY.toSeconds());
    }
  }

  @Test
  void aDamagedDeadlineNeitherEndsItEarlyNorStopsTheGuard() throws IOException {
    assumeIsolation();
    assumeTrue(GuardBox.has("/usr/bin/curl"), "needs curl");
    try (GuardBox box = new GuardBox(folder, List.of(200))) {
      String text =
          "onstart; sleep 1; echo junk > .sortie/guard/deadline; while :; do sleep 60; done";
      long began = System.nanoTime();
      box.start("/bin/sh", Guard.onstart(Duration.ofSeconds(6)), text, List.of("/usr/bin/curl"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(box.requests).contains(DELETE));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void tasksFindTheImagesVariablesAndNotTheKey() throws IOException, InterruptedException {
    assumeIsolation();
    for (String shell : shells()) {
      try (GuardBox box = new GuardBox(folder, List.of(200))) {
        String text =
            "onstart; ls -l .sortie/env; cat .sortie/env; unset CROOKED; . ./.sortie/env;"
                + " printf '<%s>' \"$CROOKED\"";
        String printed = box.run(shell, Guard.onstart(DAY), text, List.of());
        assertThat(printed).as(shell).startsWith("-rw-------");
        assertThat(printed).as(shell).contains("CONTAINER_ID", "SORTIE_MARKET_URL");
        assertThat(printed)
            .as(shell)
            .doesNotContain("CONTAINER_API_KEY")
            .doesNotContain(GuardBox.KEY);
        assertThat(printed).as(shell).contains("<it's \"so\" $HOME `x` \\ two\nlines>");
      }
    }
  }

  private static List<String> shells() {
    return List.of("/usr/bin/dash", "/usr/bin/bash", "/usr/bin/busybox sh").stream()
        .filter(shell -> GuardBox.has(shell.split(" ", 2)[0]))
        .toList();
  }

  private static void assumeIsolation() {
    assumeTrue(GuardBox.has("/usr/bin/busybox"), "needs busybox");
    assumeTrue(GuardBox.isPossible(), "needs mount and process namespaces of its own");
  }
}
