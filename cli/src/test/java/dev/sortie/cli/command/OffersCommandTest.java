package dev.sortie.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.cli.CliRunner;
import dev.sortie.cli.CliRunner.Result;
import dev.sortie.cli.wiring.LocalPractice;
import dev.sortie.practice.PracticeSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OffersCommandTest {
  @TempDir static Path marketFolder;
  @TempDir Path home;
  private static LocalPractice market;

  @BeforeAll
  static void startMarket() {
    market = LocalPractice.start(PracticeSettings.defaults(marketFolder));
  }

  @AfterAll
  static void stopMarket() {
    market.close();
  }

  private Result run(String... args) {
    return new CliRunner(home)
        .with("VAST_URL", market.access().url().toString())
        .with("VAST_API_KEY", market.access().key().reveal())
        .run(args);
  }

  @Test
  void printsATableCheapestFirst() {
    Result result = run("offers", "gpu_ram >= 20", "--limit", "5");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst()).contains("OFFER  GPU", "$/H", "WHERE");
    assertThat(lines.getLast()).isEqualTo("5 offers, prices with 20 GB of disk");
  }

  @Test
  void jsonNamesUnitsAndIncludesTheDiskInThePrice() {
    JsonNode offers =
        JsonMapper.shared()
            .readTree(
                run("offers", "gpu_ram>=20", "--disk", "100", "--limit", "3", "--json").out());
    assertThat(offers).hasSize(3);
    JsonNode first = offers.get(0);
    assertThat(first.path("gpuMegabytes").intValue()).isGreaterThan(19_000);
    assertThat(first.path("dollarsPerHour").decimalValue())
        .isEqualByComparingTo(
            first
                .path("gpuDollarsPerHour")
                .decimalValue()
                .add(first.path("diskDollarsPerHour").decimalValue()));
  }

  @Test
  void noOffersSaysWhichConditionExcludesHowMany() {
    Result result = run("offers", "gpu_ram >= 900 reliability > 0.5");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("error SRT-201")
        .contains("CONDITION", "EXCLUDES", "ONLY THIS ONE")
        .contains("loosen the condition that excludes most: gpu_ram >= 900");
  }

  @Test
  void explainSaysItOfAFoundOneToo() {
    assertThat(run("offers", "gpu_ram >= 20", "--limit", "1", "--explain").out())
        .contains("CONDITION", "gpu_ram >= 20");
  }

  @Test
  void aBadQueryHasACaretUnderTheBadWord() {
    Result result = run("offers", "gpu_rm >= 20");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("error SRT-103").contains("^^^^^^", "gpu_ram");
  }

  @Test
  void theQueryAndDiskMayComeFromTheEnvironment() {
    Result result =
        new CliRunner(home)
            .with("VAST_URL", market.access().url().toString())
            .with("VAST_QUERY", "gpu_ram >= 900")
            .with("VAST_DISK", "77")
            .run("offers");
    assertThat(result.err()).contains("searched for: gpu_ram >= 900", "disk_space >= 77");
  }

  @Test
  void aMarketThatIsNotThereExitsFive() {
    Result result = new CliRunner(home).with("VAST_URL", "http://127.0.0.1:1").run("offers");
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).startsWith("error SRT-401");
  }

  @Test
  void wrongFiguresAreToldBeforeAnythingIsAsked() {
    assertThat(run("offers", "--limit", "0").code()).isEqualTo(2);
    assertThat(run("offers", "--disk", "-1").code()).isEqualTo(2);
    assertThat(run("offers", "--disk", "much").code()).isEqualTo(2);
  }

  @Test
  void doctorFindsAllWell() {
    Result result = run("doctor");
    assertThat(result.out())
        .contains("✔ state", "✔ key         from environment", "✔ market", "✔ credit")
        .doesNotContain("✘");
    assertThat(result.code()).isZero();
  }

  @Test
  void doctorSaysThatTheKeyIsMissingAndHowToGiveOne() {
    Result result =
        new CliRunner(home).with("VAST_URL", market.access().url().toString()).run("doctor");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out())
        .contains("✘ key", "SRT-101", "export VAST_API_KEY")
        .contains("✔ market");
  }

  @Test
  void doctorSaysThatTheKeyIsRefusedWithoutShowingIt() {
    Result result =
        new CliRunner(home)
            .with("VAST_URL", market.access().url().toString())
            .with("VAST_API_KEY", "wrong-key-1234")
            .run("doctor");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("✘ account", "SRT-102").doesNotContain("wrong-key-1234");
  }

  @Test
  void doctorSaysThatTheMarketCannotBeReached() {
    Result result =
        new CliRunner(home)
            .with("VAST_URL", "http://127.0.0.1:1")
            .with("VAST_API_KEY", "some-key-1234")
            .run("doctor", "--json");
    assertThat(result.code()).isEqualTo(5);
    assertThat(JsonMapper.shared().readTree(result.out()).findValuesAsString("code"))
        .contains("SRT-401");
  }
}
