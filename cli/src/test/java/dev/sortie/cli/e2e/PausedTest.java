package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 9: a process that slept while another took over can neither write nor act. */
@Order(2)
@Execution(ExecutionMode.CONCURRENT)
class PausedTest {
  private static final Duration STALE = Duration.ofSeconds(4);
  private static final Pattern CHANGING_CALL =
      Pattern.compile("\"remark\":\"(?:PUT|POST|DELETE) .*, ([0-9]+) ms");
  private static final int LINES = 100;
  private static final int HERE = 7;
  @TempDir Path root;

  private Shop shop() {
    return Shop.open(root.resolve("shop"), "--boot-seconds", "1");
  }

  private Cli customer(Shop shop) {
    return shop.customer(root.resolve("person"))
        .with("SORTIE_STALE_SECONDS", "" + STALE.toSeconds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"event\":\"Rented\"",
        "\"stdout\":\"[^\"]*line 15\\b",
        "\"event\":\"PullStarted\"",
        "\"event\":\"DestroyTried\""
      })
  void whoWokeUpTooLateLetsGoAndSaysWhoHasIt(String moment) {
    letsGo(moment);
  }

  @Test
  void aCallThatWaitedForItsTurnDoesNotGoOut() {
    letsGo("\"event\":\"EndWanted\"");
  }

  private void letsGo(String moment) {
    try (Shop shop = shop();
        Cli cli = customer(shop)) {
      Errand errand = new Errand(shop, cli, LINES);
      CliProcess paused = errand.start().at(moment, "STOP").untilSaid(moment);

      CliProcess next = takeOver(cli, paused);
      int before = paused.lines().size();
      paused.signal("CONT");

      assertThat(paused.exit()).as(paused.said()).isEqualTo(HERE);
      assertThat(paused.err())
          .contains("SRT-704", "run errand was taken over by process " + next.pid())
          .contains("this one lets go");
      List<String> after = paused.lines().subList(before, paused.lines().size());
      assertThat(after).as(paused.said()).allMatch(PausedTest::wasBegunBeforeIt);
      int exit = next.exit();
      String said = paused.said() + "\n=== resumed\n" + next.said();
      assertThat(exit).as(said).isZero();
      // It still tells what it reads in the journal, but nothing there is its own.
      Instant adopted = Instant.parse(facts(next.lines()).findFirst().orElseThrow());
      assertThat(facts(after).filter(at -> !Instant.parse(at).isBefore(adopted)))
          .as(said)
          .isSubsetOf(facts(next.lines()).toList());
      errand.isWhole(said);
    }
  }

  /**
   * Who is stopped in the middle of a write is let go on by whoever comes after it ({@code
   * HoldersTest}), and then it is awake: this test is about one that sleeps.
   */
  private static CliProcess takeOver(Cli cli, CliProcess paused) {
    Path journal = cli.state().resolve("journal.db");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> {
          boolean asleep = Locks.isStopped(paused.pid()) && !Locks.holds(paused.pid(), journal);
          if (!asleep) {
            paused.signal("CONT");
            Thread.sleep(20);
            paused.signal("STOP");
          }
          return asleep;
        });
    return cli.start("resume", Errand.NAME, "--json").untilSaid("\"event\":\"Adopted\"");
  }

  /** When the facts happened that were told. */
  private static Stream<String> facts(List<String> lines) {
    return lines.stream()
        .map(JsonLines::one)
        .filter(line -> line.has("event"))
        .map(line -> line.path("at").asString());
  }

  /**
   * A call that changes the market and returned after the pause must have lasted all through it.
   */
  private static boolean wasBegunBeforeIt(String line) {
    Matcher call = CHANGING_CALL.matcher(line);
    return !call.find() || Long.parseLong(call.group(1)) >= STALE.toMillis();
  }

  @Test
  void fromAProcessThatLivesNothingIsTaken() {
    try (Shop shop = shop();
        Cli cli = customer(shop)) {
      // Long enough for two more programs to start meanwhile, however busy this computer is.
      Errand errand = new Errand(shop, cli, 4 * LINES);
      CliProcess run = errand.start().untilSaid("line 3");
      CliProcess next = cli.run("resume", Errand.NAME);
      assertThat(next.exit()).as(next.said()).isEqualTo(HERE);
      assertThat(next.err())
          .contains("run errand is driven by process " + run.pid())
          .contains("sortie attach errand");
      assertThat(cli.run("resume").err()).contains("every run that is under way has its process");
      CliProcess ps = cli.run("ps");
      assertThat(ps.out()).contains("process " + run.pid());
      assertThat(ps.err()).isEmpty();
      assertThat(run.exit()).as(run.said()).isZero();
      errand.isWhole(run.said());
      assertThat(cli.run("resume", Errand.NAME).err()).contains("run errand is over");
    }
  }
}
