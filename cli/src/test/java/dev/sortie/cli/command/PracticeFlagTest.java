package dev.sortie.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sortie.cli.CliRunner;
import dev.sortie.cli.CliRunner.Result;
import dev.sortie.cli.Main;
import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.Interrupts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeFlagTest {
  @TempDir Path home;

  @Test
  void practiceNeedsNoKeyAndSaysThatNothingIsRented() {
    Result result = new CliRunner(home).run("offers", "--practice", "--limit", "2");
    assertThat(result.err()).isEqualTo("practice: nothing is rented\n");
    assertThat(result.code()).isZero();
    assertThat(result.out().lines()).hasSize(4);
    assertThat(home.resolve(".local/state/sortie/practice/market")).isDirectory();
  }

  @Test
  void marketServesUntilItIsToldToStopAndPracticeUsesIt() throws Exception {
    AtomicReference<Interrupts.Handler> stop = new AtomicReference<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Env env = interruptible(new CliRunner(home).env(out, out), stop);
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() -> Main.run(env, "market", "--seed", "7"));
    await("greeting")
        .atMost(Duration.ofSeconds(20))
        .until(() -> out.toString(StandardCharsets.UTF_8).contains("export VAST_API_KEY="));
    String url =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("export VAST_URL="))
            .findFirst()
            .orElseThrow()
            .substring("export VAST_URL=".length());
    assertThat(Files.readString(home.resolve(".local/state/sortie/practice/market.json")))
        .contains(url);

    Result second = new CliRunner(home).run("market");
    assertThat(second.code()).isEqualTo(7);
    assertThat(second.err()).startsWith("error SRT-703").contains(url);

    stop.get().signalled("INT");
    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void wrongMarketFlagsAreTold() {
    CliRunner cli = new CliRunner(home);
    assertThat(cli.run("market", "--boot-seconds", "5..1").err()).contains("boot seconds");
    assertThat(cli.run("market", "--port", "99999").err()).contains("port must be");
    assertThat(cli.run("market", "--faults", "nowhere").err()).contains("cannot read");
  }

  private static Env interruptible(Env env, AtomicReference<Interrupts.Handler> stop) {
    return new Env(
        env.in(),
        env.out(),
        env.err(),
        env.variables(),
        env.folder(),
        env.home(),
        env.clock(),
        env.terminal(),
        handler -> {
          stop.set(handler);
          return () -> {};
        });
  }
}
