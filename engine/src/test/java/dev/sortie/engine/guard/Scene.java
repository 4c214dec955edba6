package dev.sortie.engine.guard;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.Renewal;
import dev.sortie.core.money.Toll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** One instance on a practice market, with the guard in a container of its own. */
final class Scene implements AutoCloseable {
  static final Duration LONG = Duration.ofHours(5);
  static final String CURL = "/usr/bin/curl";

  /** The whole suite tries everything in every shell; the build only what differs most. */
  private static final boolean WHOLE = Boolean.getBoolean("sortie.guard.suite");

  private static final boolean POSSIBLE = GuardBox.isPossible();

  final Stand stand;
  final Stand.Rental rental;
  final GuardBox box;
  final BoxHost host;

  Scene(Path folder, Shell shell) throws IOException {
    this(folder, shell, List.of(CURL));
  }

  Scene(Path folder, Shell shell, List<String> programs) throws IOException {
    assumeTrue(POSSIBLE, "needs mount and process namespaces of its own");
    for (String needed : List.of("/usr/bin/busybox", shell.path)) {
      assumeTrue(Files.isExecutable(Path.of(needed)), "needs " + needed);
    }
    for (String program : programs) {
      assumeTrue(
          program.startsWith("busybox/") || Files.isExecutable(Path.of(program)),
          "needs " + program);
    }
    stand = new Stand(Files.createDirectories(folder.resolve("market")));
    rental = stand.rent();
    box =
        new GuardBox(Files.createDirectories(folder.resolve("box")), shell, programs)
            .rented(rental, stand.url().toString());
    host = new BoxHost(box);
  }

  static Stream<Shell> everyShell() {
    return Stream.of(Shell.values());
  }

  static Stream<Shell> shells() {
    return WHOLE ? everyShell() : Stream.of(Shell.DASH);
  }

  /** The first so many of these; all of them in the whole suite. */
  @SafeVarargs
  static <T> Stream<T> some(int count, T... all) {
    return Stream.of(all).limit(WHOLE ? all.length : count);
  }

  /** The guard with these times, in seconds. */
  Scene armed(long life, long grace) throws IOException {
    GuardTerms terms = new GuardTerms(Duration.ofSeconds(grace), Duration.ofSeconds(grace));
    box.start(Guard.onstart(Duration.ofSeconds(life), Optional.of(terms)));
    soon("the guard counts").until(() -> box.state().size() == 4 && box.guards().size() == 2);
    return this;
  }

  GuardReport renew(long lease, long left) {
    return renew(lease, left, Toll.FREE);
  }

  GuardReport renew(long lease, long left, Toll toll) {
    return Guard.renew(
        host, new Renewal(Duration.ofSeconds(lease), Duration.ofSeconds(left), toll));
  }

  boolean isGone() {
    return !stand.has(rental);
  }

  /** Looks for so many seconds whether it stays. */
  void staysFor(int seconds) {
    Duration span = Duration.ofSeconds(seconds);
    soon("it stays").during(span).until(() -> !isGone());
  }

  void awaitGone() {
    soon("the instance has ended itself").until(this::isGone);
  }

  long tries() {
    return stand.calls("DELETE", rental);
  }

  static ConditionFactory soon(String what) {
    return await(what).pollInterval(Duration.ofMillis(200)).atMost(Duration.ofSeconds(60));
  }

  /** The value once it is no longer {@code not}. */
  static <T> T changed(String what, Callable<T> value, T not) {
    return soon(what).until(value, now -> !now.equals(not));
  }

  @Override
  public void close() {
    box.close();
    stand.close();
  }
}
