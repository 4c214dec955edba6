package dev.sortie.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines whose market was killed, or whose folder is gone, end by themselves. */
final class OrphanTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path temp;
  private final String seconds = "5" + (100_000 + new Random().nextInt(800_000));
  private final String work = "sleep " + seconds;
  private final List<Process> hosts = new ArrayList<>();

  @AfterEach
  void nothingOfTheTestRunsOn() throws Exception {
    hosts.forEach(Process::destroyForcibly);
    for (MarkedProcess one : MarkedProcess.all()) {
      if (one.root().startsWith(temp)) {
        one.kill();
      }
    }
    await("all gone").atMost(LONG).until(() -> Programs.alive(work).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void machineOfAKilledMarketIsGoneWithItsWholeTree(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Process market = market(fixture, 3);
      assertThat(of(fixture)).isNotEmpty();

      market.destroyForcibly().waitFor();

      await("ended").atMost(LONG).until(() -> of(fixture).isEmpty());
      assertThat(Programs.alive(work)).isEmpty();
      assertThat(fixture.root("a").resolve("state/ended"))
          .content()
          .startsWith("no practice market stood behind it for 3 s");
      assertThat(fixture.file("a", "/data/note")).as("its files stay").hasContent("kept\n");

      Machine again = fixture.start(fixture.specs("a").onstart("echo again >/data/again"));
      assertThat(fixture.notices).anyMatch(line -> line.contains("no practice market"));
      assertThat(fixture.run(again, "cat /data/note").out()).isEqualTo("kept\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void machineWithoutAFolderIsGoneWhetherItsMarketLivesOrNot(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Process market = market(fixture, 1000);
      if (fenced) {
        market.destroyForcibly().waitFor();
      }

      delete(fixture.root("a"));

      await("ended").atMost(LONG).until(() -> of(fixture).isEmpty());
      assertThat(Programs.alive(work)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void machineIsLeftAloneWhileItsMarketLivesAndTheNextOneIsInTime(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Process market = market(fixture, 4);
      long looks = looks(fixture);
      await("looked").atMost(LONG).until(() -> looks(fixture) != looks);
      Thread.sleep(6_000); // Longer than its patience: what must not happen has no event.
      assertThat(Programs.alive(work)).hasSize(1);
      assertThat(Leftovers.sweep()).noneMatch(this::isAboutUs);
      assertThat(Programs.alive(work)).hasSize(1);

      market.destroyForcibly().waitFor();
      Machine machine = fixture.start(fixture.specs("a").onstart(work));
      Thread.sleep(6_000);

      assertThat(Programs.alive(work)).as("taken up as it was").hasSize(1);
      machine.destroy();
      assertThat(of(fixture)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoeverComesNextNamesAndEndsWhatHasNoFolderAndKeepsTheRest(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      Machine living = fixture.start(fixture.specs("living").onstart("sleep 7" + seconds));
      await("it runs").atMost(LONG).until(() -> Programs.alive("sleep 7" + seconds).size() == 1);
      Process market = market(fixture, 1000);
      market.destroyForcibly().waitFor();

      assertThat(Leftovers.sweep())
          .filteredOn(this::isAboutUs)
          .singleElement()
          .asString()
          .contains("runs on without its market", "ends by itself within 10 minutes");
      assertThat(Programs.alive(work)).hasSize(1);

      killWatcher(fixture);
      delete(fixture.root("a"));
      assertThat(Leftovers.sweep())
          .filteredOn(this::isAboutUs)
          .singleElement()
          .asString()
          .startsWith("ended a practice machine")
          .contains(fixture.root("a").toString(), "whose folder is gone");
      await("ended").atMost(LONG).until(() -> Programs.alive(work).isEmpty());
      assertThat(Programs.alive("sleep 7" + seconds)).hasSize(1);
      assertThat(fixture.run(living, "echo fine").out()).isEqualTo("fine\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void marketEndsInItsOwnFolderWhatItDoesNotKnow(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      market(fixture, 1000).destroyForcibly().waitFor();

      assertThat(Leftovers.sweep(temp, Set.of(fixture.root("a"))))
          .noneMatch(line -> line.startsWith("ended") && isAboutUs(line));
      assertThat(Programs.alive(work)).hasSize(1);
      assertThat(Leftovers.sweep(temp, Set.of()))
          .anyMatch(line -> line.startsWith("ended") && isAboutUs(line));

      await("ended").atMost(LONG).until(() -> Programs.alive(work).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void machineWhoseWatcherWasKilledGetsAnotherOne(boolean fenced) throws Exception {
    try (Fixture fixture = new Fixture(temp, fenced)) {
      market(fixture, 1000).destroyForcibly().waitFor();
      killWatcher(fixture);

      assertThat(Leftovers.sweep()).anyMatch(this::isAboutUs);

      await("watched again").atMost(LONG).until(() -> watcher(fixture).isPresent());
      assertThat(Programs.alive(work)).hasSize(1);
    }
  }

  @Test
  void strangersProcessThatOnlyLooksLikeOneIsNotTouched() throws Exception {
    Path root = temp.resolve("nobody");
    ProcessBuilder builder = new ProcessBuilder("sleep", seconds);
    builder.environment().put("X" + MarkedProcesses.VARIABLE, root.toString());
    builder.environment().put("NOTE", MarkedProcesses.VARIABLE + "=" + root);
    Process stranger = builder.start();
    hosts.add(stranger);

    assertThat(Leftovers.sweep(temp, Set.of())).noneMatch(this::isAboutUs);

    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void watcherCostsNextToNothing() throws Exception {
    try (Fixture fixture = new Fixture(temp, true)) {
      market(fixture, 1000);
      MarkedProcess watcher = watcher(fixture).orElseThrow();
      long before = ticks(watcher);
      Thread.sleep(10_000);
      // Ten looks at one a second are 150 s of the usual pace: half a percent of it is 75 ticks.
      assertThat(ticks(watcher) - before).isLessThan(75);
    }
  }

  /** Hundredths of a second of a process and of its children that have ended. */
  private static long ticks(MarkedProcess process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.stamp().pid() + "/stat"));
    return ProcessStamp.fieldsAfterName(stat).subList(11, 15).stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private boolean isAboutUs(String line) {
    return line.contains(temp.toString());
  }

  private static List<MarkedProcess> of(Fixture fixture) {
    return MarkedProcess.all().stream()
        .filter(one -> one.root().equals(fixture.root("a")))
        .toList();
  }

  private static Optional<MarkedProcess> watcher(Fixture fixture) {
    return of(fixture).stream().filter(MarkedProcess::isWatcher).findFirst();
  }

  private static void killWatcher(Fixture fixture) {
    watcher(fixture).orElseThrow().kill();
    await("killed").atMost(LONG).until(() -> watcher(fixture).isEmpty());
  }

  /** A number that changes with each look: that of the sleep between two. */
  private static long looks(Fixture fixture) {
    return watcher(fixture)
        .flatMap(one -> ProcessHandle.of(one.stamp().pid()))
        .flatMap(one -> one.children().findFirst())
        .map(ProcessHandle::pid)
        .orElse(0L);
  }

  private Process market(Fixture fixture, int looks) throws IOException {
    Process host =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                MachineHost.class.getName(),
                String.valueOf(fixture.fenced),
                fixture.root("a").toString(),
                fixture.login.publicKey(),
                "echo kept >/data/note; exec " + work,
                String.valueOf(looks))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    hosts.add(host);
    BufferedReader out = host.inputReader();
    assertThat(out.readLine()).as("its port").isNotNull();
    await("onstart runs").atMost(LONG).until(() -> Programs.alive(work).size() == 1);
    await("watched")
        .atMost(LONG)
        .until(() -> Files.exists(fixture.root("a").resolve("state/watcher")));
    return host;
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
