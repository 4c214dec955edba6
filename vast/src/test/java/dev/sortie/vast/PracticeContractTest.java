package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against the practice market, which knows nothing of the client's code. */
final class PracticeContractTest {
  private static final String EVERYTHING = "verified=any external=any rentable=any";

  @TempDir Path folder;

  @Test
  void findsWhatWasAskedForInOrderOfPrice() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      List<Offer> offers =
          stage.market.search(
              Stage.search("reliability > 0.98 gpu_ram >= 20 inet_down >= 200 rented=False", 50));
      assertThat(offers)
          .isNotEmpty()
          .allSatisfy(offer -> {
            assertThat(offer.reliability()).isGreaterThan(0.98);
            assertThat(offer.gpuMegabytes()).isGreaterThanOrEqualTo(20_000);
            assertThat(offer.downMbps()).isGreaterThanOrEqualTo(200);
            assertThat(offer.diskGigabytes()).isGreaterThanOrEqualTo(20);
            assertThat(offer.verified()).isTrue();
          });
      assertThat(offers)
          .isSortedAccordingTo(Comparator.comparing(offer -> offer.rates(20).perHour()));
    }
  }

  @Test
  void findsMoreThanOnePage() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      List<Offer> offers = stage.market.search(Stage.search(EVERYTHING, 10_000));
      assertThat(offers).hasSizeGreaterThan(200);
      assertThat(new HashSet<>(offers)).hasSameSizeAs(offers);
    }
  }

  @Test
  void explainsWhyNothingIsFound() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      String query = "gpu_ram >= 900 reliability > 0.5";
      assertThat(stage.market.search(Stage.search(query, 5))).isEmpty();
      List<Exclusion> exclusions = stage.market.explain(Stage.search(query, 5));
      assertThat(exclusions.getFirst().condition()).isEqualTo("gpu_ram >= 900");
      assertThat(exclusions.getFirst().excluded()).isPositive();
    }
  }

  @Test
  void rentsLooksListsAndDestroys() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      stage.market.registerKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE8kPQ me@here");
      stage.market.registerKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE8kPQ me@there");
      InstanceId id = stage.rented();
      await("the instance runs and its ports are mapped")
          .atMost(Duration.ofSeconds(10))
          .until(() -> runsWithPorts(stage.market.look(id)));
      Instance instance = ((Sighting.Present) stage.market.look(id)).instance();
      assertThat(instance.label()).isEqualTo(Stage.label(1).toString());
      assertThat(instance.ssh()).isNotEmpty();
      assertThat(instance.ssh().getFirst().port()).isEqualTo(instance.ports().get(22));
      assertThat(instance.created()).isPresent();
      assertThat(instance.pricePerHour()).isPositive();
      stage.market.attachKey(Owned.of(id), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9999 you@here");
      assertThat(stage.market.setLabel(Owned.of(id), "mine")).isEqualTo(new StateChange.Done());
      assertThat(stage.labels()).containsExactly("mine");
      assertThat(stage.market.stop(Owned.of(id))).isEqualTo(new StateChange.Done());
      assertThat(stage.market.start(Owned.of(id))).isEqualTo(new StateChange.Done());

      assertThat(stage.market.destroy(Owned.of(id))).isInstanceOf(DestroyOutcome.Accepted.class);
      assertThat(stage.market.look(id)).isInstanceOf(Sighting.Absent.class);
      assertThat(stage.labels()).isEmpty();
      assertThat(stage.market.destroy(Owned.of(id))).isInstanceOf(DestroyOutcome.NotThere.class);
    }
  }

  private static boolean runsWithPorts(Sighting sighting) {
    return sighting instanceof Sighting.Present(Instance instance)
        && instance.state() == InstanceState.RUNNING
        && instance.ports().containsKey(8188);
  }

  @Test
  void listsMoreInstancesThanAPageHolds() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      List<Offer> offers = stage.market.search(Stage.search("dph < 0.3", 60));
      assertThat(offers).hasSize(60);
      for (int i = 0; i < offers.size(); i++) {
        assertThat(stage.market.rent(Stage.request(offers.get(i), Stage.label(i))))
            .isInstanceOf(RentOutcome.Rented.class);
      }
      assertThat(stage.labels()).hasSize(60).doesNotHaveDuplicates();
    }
  }

  @Test
  void anOfferCanBeRentedOnce() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      Offer offer = stage.anOffer();
      assertThat(stage.market.rent(Stage.request(offer, Stage.label(1))))
          .isInstanceOf(RentOutcome.Rented.class);
      assertThat(stage.market.rent(Stage.request(offer, Stage.label(2))))
          .isInstanceOf(RentOutcome.OfferGone.class);
    }
  }

  @Test
  void readsTheContainerLog() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      InstanceId id = stage.rented();
      await("the instance runs")
          .atMost(Duration.ofSeconds(10))
          .until(() -> runsWithPorts(stage.market.look(id)));
      assertThat(stage.market.containerLog(id, 50)).isNotNull();
    }
  }

  @Test
  void readsWhatWasChargedUnderOurLabel() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      InstanceId id = stage.rented();
      await("a second of disk is billed")
          .atMost(Duration.ofSeconds(10))
          .until(() -> stage.practice.inspect().spentDollars() > 0);
      assertThat(stage.market.destroy(Owned.of(id))).isInstanceOf(DestroyOutcome.Accepted.class);
      Instant now = Instant.now();
      assertThat(stage.market.charges(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1))))
          .singleElement()
          .satisfies(charge -> {
            assertThat(charge.instance()).isEqualTo(id);
            assertThat(charge.label()).isEqualTo(Stage.label(1).toString());
          });
    }
  }

  @Test
  void readsTheAccount() throws IOException {
    try (Stage stage = new Stage(folder, "")) {
      assertThat(stage.market.account().credit().dollars()).isPositive();
    }
  }

  @Test
  void aWrongKeyIsNeverTakenForAbsence() throws IOException {
    try (Stage stage = new Stage(folder, "");
        VastMarket stranger = stage.client("0000000000000000")) {
      InstanceId id = stage.rented();
      assertThatThrownBy(stranger::account)
          .isInstanceOfSatisfying(
              MarketException.class,
              e -> assertThat(e.problem()).isInstanceOf(MarketProblem.BadKey.class));
      assertThat(stranger.look(id)).isInstanceOf(Sighting.Unknown.class);
      assertThat(stranger.inventory()).isInstanceOf(Inventory.Unknown.class);
      assertThat(stranger.destroy(Owned.of(id))).isInstanceOf(DestroyOutcome.Failed.class);
      assertThat(stranger.rent(Stage.request(stage.anOffer(), Stage.label(2))))
          .isInstanceOfSatisfying(
              RentOutcome.Refused.class,
              it -> assertThat(it.problem()).isInstanceOf(MarketProblem.BadKey.class));
      assertThat(stage.labels()).hasSize(1);
    }
  }
}
