package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class MarketStartTest {
  @TempDir Path folder;

  @Test
  void everyDefaultIsAsDocumented() {
    PracticeSettings defaults = PracticeSettings.defaults(folder);

    assertThat(defaults.port()).isZero();
    assertThat(defaults.bootSeconds()).isEqualTo(new BootSeconds(2, 4));
    assertThat(defaults.speed()).isEqualTo(1);
    assertThat(defaults.seed()).isEqualTo(1);
    assertThat(defaults.faultsFile()).isEmpty();
  }

  @Test
  void readsBootSeconds() {
    assertThat(BootSeconds.parse("2..4")).isEqualTo(new BootSeconds(2, 4));
    assertThat(BootSeconds.parse("0.5")).isEqualTo(new BootSeconds(0.5, 0.5));
    assertThatThrownBy(() -> BootSeconds.parse("4..2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BootSeconds.parse("1..2..3"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFolderBelongsToOneMarketAtATime() {
    assertThat(PracticeMarket.running(folder)).isEmpty();
    try (MarketBox box = MarketBox.open(folder)) {
      assertThat(PracticeMarket.running(folder))
          .contains(new PracticeMarket.Address(box.url(), box.market.apiKey()));
      assertThat(String.valueOf(PracticeMarket.running(folder)))
          .doesNotContain(box.market.apiKey());
      assertThatThrownBy(() -> MarketBox.open(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already runs");
    }
    assertThat(PracticeMarket.running(folder)).isEmpty();
  }

  @Test
  void aTakenPortIsRefusedWhenItWasAskedFor() {
    try (MarketBox box = MarketBox.open(folder.resolve("a"))) {
      PracticeSettings settings =
          new PracticeSettings(
              box.url().getPort(),
              folder.resolve("b"),
              new BootSeconds(1, 1),
              1,
              1,
              Optional.empty(),
              notice -> {});
      assertThatThrownBy(() -> PracticeMarket.start(settings, new FakeMachines()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("is taken");
      assertThat(PracticeMarket.running(folder.resolve("b"))).isEmpty();
    }
  }

  @Test
  void faultsAreReadFromAFile() throws IOException {
    Path faults = folder.resolve("faults.txt");
    Files.writeString(faults, "# a bad day\noffer_gone times=1\nrate_limit_factor=0.5\n");
    PracticeSettings settings =
        new PracticeSettings(
            0,
            folder.resolve("state"),
            new BootSeconds(1, 1),
            1,
            1,
            Optional.of(faults),
            notice -> {});
    try (PracticeMarket market = PracticeMarket.start(settings, new FakeMachines())) {
      assertThat(market.inspect().faults()).containsExactly("offer_gone struck 0");
    }
    Files.writeString(faults, "no_such_fault\n");
    assertThatThrownBy(() -> PracticeMarket.start(settings, new FakeMachines()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1: no such fault: no_such_fault");
  }

  @Test
  void oneSeedGivesOneCatalogue() {
    List<Long> first;
    try (MarketBox box = MarketBox.open(folder.resolve("a"))) {
      first = ids(box);
    }
    try (MarketBox box = MarketBox.open(folder.resolve("b"))) {
      assertThat(ids(box)).isEqualTo(first);
    }
  }

  private static List<Long> ids(MarketBox box) {
    return box.offers("{}").findValues("id").stream().map(JsonNode::longValue).toList();
  }

  @Test
  void timeRunsAtTheSpeedAskedFor() {
    PracticeSettings settings =
        new PracticeSettings(
            0, folder, new BootSeconds(60, 60), 600, 1, Optional.empty(), notice -> {});
    FakeMachines machines = new FakeMachines();
    try (PracticeMarket market = PracticeMarket.start(settings, machines)) {
      MarketCalls.rent(market);
      await("a minute of booting took a tenth of a second")
          .atMost(Duration.ofSeconds(5))
          .until(() -> !machines.machines.isEmpty());
      await("it bills").until(() -> market.inspect().spentDollars() > 0);
    }
  }

  @Test
  void twoHundredInstancesAreRentedAndDestroyedAtOnce() throws Exception {
    try (MarketBox box = MarketBox.open(folder)) {
      long[] offers = manyOffers(box);
      List<Long> rented = together(offers, offer -> box.rent(offer, "many"));
      box.pass(MarketBox.BOOT + 1);
      assertThat(box.market.inspect().instances()).isEqualTo(200);
      assertThat(box.machines.machines).hasSize(200);

      together(
          rented.stream().mapToLong(Long::longValue).toArray(),
          id -> (long) box.delete("/api/v0/instances/" + id + "/").status());
      assertThat(box.market.inspect().instances()).isZero();
      assertThat(box.machines.machines).isEmpty();
      assertThat(Files.readString(folder.resolve("past.jsonl")).lines()).hasSize(200);
    }
  }

  private static long[] manyOffers(MarketBox box) {
    return LongStream.range(0, 4)
        .mapToObj(i ->
            box.offers(
                "{\"disk_space\":{\"gte\":20},\"order\":[[\"id\",\"asc\"]],"
                    + "\"ask_contract_id\":{\"gte\":"
                    + (21_000_000 + i * 35_000)
                    + ",\"lt\":"
                    + (21_035_000 + i * 35_000)
                    + "}}"))
        .flatMap(page -> page.findValues("ask_contract_id").stream())
        .mapToLong(JsonNode::longValue)
        .limit(200)
        .toArray();
  }

  private interface Act {
    long on(long id);
  }

  private static List<Long> together(long[] ids, Act act) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<Long>> futures =
          LongStream.of(ids).mapToObj(id -> threads.submit(() -> act.on(id))).toList();
      List<Long> answers = new java.util.ArrayList<>();
      for (Future<Long> future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
