package dev.sortie.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A run of two tasks that shows afterwards whether anything of it was lost or done twice. */
final class Errand {
  static final String NAME = "errand";

  private final Shop shop;
  private final Cli cli;
  private final int lines;

  Errand(Shop shop, Cli cli, int lines) {
    this.shop = shop;
    this.cli = cli;
    this.lines = lines;
    cli.write("lib/note.sh", "echo begun >>\"/work/begun-$1\"");
    cli.write(
        "sortie.yaml",
        "name: errand",
        "extends: batch",
        "setup:",
        "  - echo preparing; echo done >>/work/prepared");
    cli.write(
        "tasks.txt",
        "sh lib/note.sh 1; i=0; while [ $i -lt "
            + lines
            + " ]; do i=$((i+1)); echo line $i; sleep 0.1; done;"
            + " head -c 300000 /dev/urandom >/work/big; seq 1 1000 >/work/numbers",
        "sh lib/note.sh 2; echo second; cd /work; find . -type f -exec sha256sum {} +");
  }

  CliProcess start() {
    // With every call to the market, so that a test can wait for one.
    return cli.start("run", "--yes", "--json", "--explain", "--job", NAME, "tasks.txt");
  }

  /** All laws, once the run is over. */
  void isWhole(String said) {
    everyLineStandsOnceInTheLog(said);
    everythingIsHome(said);
    nothingIsLeftOnTheMarket(said);
    Receipts.addsUp(cli.run("receipt", NAME, "--json"), shop.spentDollars());
    assertThat(cli.run("ps").out()).isEqualTo("nothing is running");
  }

  /** Money that went for nothing: more than it takes, the time that nobody was there, and a bit. */
  void costsNoMoreThan(double dollars, String said) {
    assertThat(shop.spentDollars()).as("what the market charges\n" + said).isLessThan(dollars);
  }

  private void everyLineStandsOnceInTheLog(String said) {
    List<String> expected = IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i).toList();
    assertThat(log("task-1")).as(said).isEqualTo(expected);
    assertThat(log("task-2")).as(said).startsWith("second").hasSize(6);
    assertThat(log("setup-1")).as(said).containsExactly("preparing");
  }

  private void everythingIsHome(String said) {
    Set<String> printed =
        log("task-2").stream()
            .filter(line -> line.contains("  ./"))
            .map(line -> line.replace("  ./", " "))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> here =
        Hashes.of(home()).entrySet().stream()
            .map(file -> file.getValue() + " " + file.getKey())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(here).as(said).isEqualTo(printed).hasSize(5);
    for (String once : List.of("begun-1", "begun-2", "prepared")) {
      assertThat(home().resolve(once)).as(said).content().hasLineCount(1);
    }
  }

  private void nothingIsLeftOnTheMarket(String said) {
    assertThat(shop.living()).as(said).isEmpty();
    List<JsonNode> all = shop.everyInstance();
    // Every machine of this market is healthy: one that is given up is wasted.
    assertThat(all).as("as many machines as it takes\n" + said).hasSize(1);
    assertThat(all.stream().map(one -> one.path("label").asString()))
        .as("one rental for an intent\n" + said)
        .doesNotHaveDuplicates();
    assertThat(shop.creates()).as(said).isEqualTo(all.size());
  }

  private Path home() {
    return cli.folder().resolve("work_remote").resolve(NAME);
  }

  private List<String> log(String task) {
    try {
      return Files.readAllLines(cli.state().resolve("runs").resolve(NAME).resolve(task + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
