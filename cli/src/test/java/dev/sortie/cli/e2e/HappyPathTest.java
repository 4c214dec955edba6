package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class HappyPathTest {
  @TempDir Path root;

  @Test
  void everyOutputIsAtHomeWithTheHashItHadAndEveryCentIsExplained() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      cli.write("lib/greet.sh", "printf 'hello %s' \"$1\"");
      cli.write(
          "tasks.txt",
          "# two tasks",
          "sh lib/greet.sh world >/work/hello.txt; head -c 3000000 /dev/urandom >/work/big.bin",
          "",
          "mkdir -p '/work/a b'; touch /work/empty; seq 1 9 >'/work/a b/ü.txt'; cd /work &&"
              + " find . -type f -exec sha256sum {} +");

      CliProcess run = cli.run("run", "--yes", "--job", "one", "tasks.txt");

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(Hashes.of(cli.folder().resolve("work_remote/one")))
          .isEqualTo(Hashes.printedBy(run))
          .containsOnlyKeys("hello.txt", "big.bin", "empty", "a b/ü.txt");
      assertThat(cli.folder().resolve("work_remote/one/hello.txt")).hasContent("hello world");
      assertThat(scene.instances()).isZero();
      assertThat(run.out()).contains("gone    destroyed, proven absent", "receipt $0.000");
      Receipts.addsUp(cli.run("receipt", "one", "--json"), scene.spentDollars());
      assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
      assertThat(cli.run("ps", "--all").out()).contains("one", "done");
    }
  }

  @Test
  void aMarketThatIsAnotherProcessServesTheSameRun() throws Exception {
    try (Cli shop = new Cli(root.resolve("shop"));
        Cli cli = new Cli(root.resolve("person"))) {
      CliProcess market = shop.start("market", "--boot-seconds", "0", "--json");
      JsonNode access = JsonLines.one(market.untilSaid("\"key\"").lines().getFirst());
      cli.with("VAST_URL", access.path("url").asString())
          .with("VAST_API_KEY", access.path("key").asString());

      CliProcess run =
          cli.run("run", "--yes", "--job", "far", "--", "seq 1 1000 >/work/n; sha256sum /work/n");

      assertThat(run.exit()).as(run.said()).isZero();
      assertThat(Hashes.of(cli.folder().resolve("work_remote/far")))
          .isEqualTo(Hashes.printedBy(run, "/work/"));
      assertThat(market.signal("INT").exit()).as(market.said()).isZero();
      assertThat(Files.readString(marketState(shop))).doesNotContain("\"destroyed\":false");
    }
  }

  private static Path marketState(Cli shop) throws Exception {
    try (Stream<Path> files = Files.walk(shop.state())) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aFailingTaskWarnsAndTheRestGoesOn() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      cli.write(
          "tasks.txt",
          "echo first >/work/first; exit 3",
          "echo second >/work/second; echo oops >&2");

      CliProcess run = cli.run("run", "--yes", "--job", "half", "tasks.txt");

      assertThat(run.exit()).as(run.said()).isEqualTo(1);
      assertThat(run.out()).contains("✘ exit 3", "✔ exit 0", "│ oops");
      assertThat(run.err())
          .contains("error SRT-501", "1 of 2 tasks failed", "work_remote/half", "sortie logs half");
      assertThat(Hashes.of(cli.folder().resolve("work_remote/half")))
          .containsOnlyKeys("first", "second");
      assertThat(scene.instances()).isZero();
    }
  }

  @Test
  void jsonIsOneObjectALine() {
    try (Scene scene = Scene.in(root)) {
      Cli cli = scene.cli();
      // The bytes of one character arrive apart; an unfinished line is output too.
      String split = "printf '\\303'; sleep 0.5; printf '\\274ber\\n'; echo why >&2; printf end";

      CliProcess run =
          cli.run("run", "--yes", "--json", "--job", "js", "--task", split, "--task", "exit 4");

      assertThat(run.exit()).as(run.said()).isEqualTo(1);
      List<JsonNode> lines = run.lines().stream().map(JsonLines::one).toList();
      assertThat(lines).allMatch(JsonNode::isObject);
      assertThat(texts(lines, "event"))
          .contains("Planned", "Intended", "Rented", "Reached", "Pushed", "TaskStarted")
          .contains("TaskEnded", "Pulled", "ReleaseStarted", "Gone", "Ended");
      assertThat(String.join("", texts(lines, "stdout"))).isEqualTo("über\nend");
      assertThat(String.join("", texts(lines, "stderr"))).isEqualTo("why\n");
      assertThat(lines.getLast().path("ok").asBoolean(true)).isFalse();
      assertThat(lines.getLast().path("metered").path("total_usd").isNumber()).isTrue();
      assertThat(JsonLines.one(run.err()).path("error").path("code").asString())
          .isEqualTo("SRT-501");
    }
  }

  private static List<String> texts(List<JsonNode> lines, String member) {
    return lines.stream().filter(l -> l.has(member)).map(l -> l.path(member).asString()).toList();
  }
}
