package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.PriceIncrease;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a practice market with faults of the field. */
final class PracticeFaultTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "offer_gone times=1,OfferGone,0",
    "gpu_unavailable times=1,OfferGone,0",
    "bid_too_low times=1,Refused,1",
    "insufficient_credit times=1,Refused,0",
    "spend_rate_limit times=1,Refused,0",
    "create_errors_but_rents times=1,Unclear,1",
    "reset_before_action route=/asks times=1,Unclear,0",
    "reset_after_action route=/asks times=1,Unclear,1",
    "unavailable route=/asks times=1,Unclear,0",
    "create_times_out_then_appears seconds=0 times=1,Unclear,1"
  })
  void asksOnceWhateverComesOfIt(String fault, String outcome, int instances) throws IOException {
    try (Stage stage = new Stage(folder, fault)) {
      assertThat(stage.rent().getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(stage.creates()).isEqualTo(1);
      await("the instances that were made")
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(stage.labels()).hasSize(instances));
    }
  }

  @Test
  void everyRequestHasANameOfItsOwn() throws IOException {
    try (Stage stage = new Stage(folder, "agent_refused")) {
      InstanceId id = stage.rented();
      assertThat(stage.market.look(id)).isInstanceOf(Sighting.Present.class);
      stage.market.containerLog(id, 10);
      assertThat(stage.practice.inspect().requests())
          .allSatisfy(line -> assertThat(line.agent()).isEqualTo("sortie"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two_factor_wanted", "session_expired"})
  void aSecondFactorIsAskedForAndNothingIsConcluded(String fault) throws IOException {
    // The first call is the search for an offer.
    try (Stage stage = new Stage(folder, fault + " nth=2")) {
      Offer offer = stage.anOffer();
      InstanceId unseen = new InstanceId(30_000_001);
      assertThatThrownBy(stage.market::account)
          .isInstanceOfSatisfying(
              MarketException.class,
              e -> assertThat(e.problem()).isInstanceOf(MarketProblem.SecondFactor.class));
      assertThatThrownBy(() -> stage.market.registerKey("ssh-ed25519 AAAA me"))
          .isInstanceOf(MarketException.class);
      assertThat(stage.market.look(unseen)).isInstanceOf(Sighting.Unknown.class);
      assertThat(stage.market.inventory()).isInstanceOf(Inventory.Unknown.class);
      assertThat(stage.market.rent(Stage.request(offer, Stage.label(1))))
          .isInstanceOfSatisfying(
              RentOutcome.Refused.class,
              it -> assertThat(it.problem()).isInstanceOf(MarketProblem.SecondFactor.class));
      assertThat(stage.practice.inspect().requests())
          .as("a list of keys that was refused is not an empty one")
          .noneMatch(line -> line.method().equals("POST") && line.path().endsWith("/ssh"));
    }
  }

  @Test
  void whatAHostAsksForIsReadAndNeverAnswered() throws IOException {
    try (Stage stage = new Stage(folder, "price_increase_pending")) {
      Offer offer = stage.anOffer();
      stage.market.rent(Stage.request(offer, Stage.label(1)));
      PriceIncrease asked = stage.market.priceIncreases().getFirst();

      assertThat(stage.market.look(asked.instance())).isInstanceOf(Sighting.Present.class);
      assertThat(asked.gpuPerHour().orElseThrow().dollars().doubleValue())
          .isCloseTo(2 * offer.gpuPerHour().dollars().doubleValue(), within(1e-6));
      assertThat(stage.practice.inspect().requests())
          .noneMatch(line -> line.path().endsWith("ccept-price-increase"));
    }
  }

  @Test
  void offersOfAFlagAndAContinentAreFound() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      assertThat(stage.market.search(Stage.search("has_avx=true", 5))).hasSize(5);
      assertThat(stage.market.search(Stage.search("georegion=true geolocation=EU", 500)))
          .isNotEmpty()
          .noneMatch(offer -> offer.location().endsWith(", US"));
    }
  }

  @Test
  void namesTheInstanceThatALowBidLeftBehind() throws IOException {
    try (Stage stage = new Stage(folder, "bid_too_low times=1")) {
      InstanceId leftover = ((RentOutcome.Refused) stage.rent()).leftover().orElseThrow();
      assertThat(stage.market.destroy(Owned.of(leftover)))
          .isInstanceOf(DestroyOutcome.Accepted.class);
      assertThat(stage.labels()).isEmpty();
    }
  }

  @Test
  void rentsOnceInSpiteOfRefusalsForHaste() throws IOException {
    try (Stage stage = new Stage(folder, "rate_limited times=2 route=/asks")) {
      assertThat(stage.rent()).isInstanceOf(RentOutcome.Rented.class);
      assertThat(stage.creates()).isEqualTo(3);
      assertThat(stage.labels()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list_empty_string",
        "list_empty_object",
        "list_instances_null",
        "list_html",
        "list_success_false",
        "bad_key route=/instances method=GET",
        "unavailable route=/instances method=GET",
        "reset_before_action route=/instances method=GET"
      })
  void aBrokenListingIsUnknownAndNotEmpty(String fault) throws IOException {
    try (Stage stage = new Stage(folder, fault)) {
      stage.rented();
      assertThat(stage.market.inventory()).isInstanceOf(Inventory.Unknown.class);
    }
  }

  @Test
  void aListingWhoseSecondPageFailsIsUnknown() throws IOException {
    try (Stage stage = new Stage(folder, "list_page2_fails")) {
      List<Offer> offers = stage.market.search(Stage.search("dph < 0.3", 26));
      for (int i = 0; i < offers.size(); i++) {
        stage.market.rent(Stage.request(offers.get(i), Stage.label(i)));
      }
      assertThat(offers).hasSize(26);
      assertThat(stage.market.inventory()).isInstanceOf(Inventory.Unknown.class);
    }
  }

  @Test
  void getsOverPassingTroublesWhenReading() throws IOException {
    String faults = "unavailable route=/instances method=GET times=2\nrate_limited times=2";
    try (Stage stage = new Stage(folder, faults)) {
      stage.rented();
      assertThat(stage.labels()).hasSize(1);
    }
  }

  @Test
  void aRefusedDestroyFailsAndAQueuedStartSaysSo() throws IOException {
    try (Stage stage = new Stage(folder, "destroy_refused times=1\nstart_refused_queued")) {
      InstanceId id = stage.rented();
      assertThat(stage.market.destroy(Owned.of(id))).isInstanceOf(DestroyOutcome.Failed.class);
      assertThat(stage.market.look(id)).isInstanceOf(Sighting.Present.class);
      stage.market.stop(Owned.of(id));
      assertThat(stage.market.start(Owned.of(id))).isInstanceOf(StateChange.Queued.class);
      assertThat(stage.market.destroy(Owned.of(id))).isInstanceOf(DestroyOutcome.Accepted.class);
    }
  }

  @Test
  void anAcceptedDestroyIsNoProof() throws IOException {
    try (Stage stage = new Stage(folder, "destroy_still_listed seconds=2")) {
      InstanceId id = stage.rented();
      assertThat(stage.market.destroy(Owned.of(id))).isInstanceOf(DestroyOutcome.Accepted.class);
      assertThat(stage.market.look(id)).isInstanceOf(Sighting.Present.class);
      await("the instance is gone")
          .atMost(Duration.ofSeconds(8))
          .until(() -> stage.market.look(id) instanceof Sighting.Absent);
    }
  }

  @Test
  void manyThreadsKeepWithinTheRateLimitsTogether() throws Exception {
    try (Stage stage = new Stage(folder, "rate_limit_factor=0.1");
        VastMarket paced = stage.client(stage.practice.apiKey(), Pace.scaled(0.2))) {
      // The first calls load classes, which brings calls closer together than they were sent.
      paced.inventory();
      paced.inventory();
      long before = stage.refusedForHaste();
      assertThat(inventories(paced)).allMatch(Inventory.Complete.class::isInstance);
      assertThat(stage.refusedForHaste() - before).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void allComesRightAlsoWhenTheMarketIsStricterThanDocumented() throws Exception {
    try (Stage stage = new Stage(folder, "rate_limit_factor=0.05")) {
      assertThat(inventories(stage.market)).allMatch(Inventory.Complete.class::isInstance);
      assertThat(stage.refusedForHaste()).isPositive();
    }
  }

  private static List<Inventory> inventories(VastMarket market) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Inventory>> asked =
          IntStream.range(0, 8).mapToObj(_ -> threads.submit(market::inventory)).toList();
      List<Inventory> seen = new ArrayList<>();
      for (Future<Inventory> one : asked) {
        seen.add(one.get());
      }
      return seen;
    }
  }
}
