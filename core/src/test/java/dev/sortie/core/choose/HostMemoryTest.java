package dev.sortie.core.choose;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sortie.core.choose.HostFact.Ending;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Dice;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
  private static final Budget BUDGET = new Budget(Usd.of("1"), Duration.ofHours(12));
  private static final Workload WORK =
      new Workload(4, 60, Duration.ofMinutes(30), new Traffic(0, 0));

  private static HostFact stay(long machine, Instant at, Ending ending, long bootSeconds) {
    Optional<Duration> boot =
        bootSeconds > 0 ? Optional.of(Duration.ofSeconds(bootSeconds)) : Optional.empty();
    return new HostFact.Stay(new MachineId(machine), "RTX 3090 24 GB", at, ending, boot);
  }

  private static HostFact dud(long machine, Instant at) {
    return stay(machine, at, Ending.DUD, 0);
  }

  private static HostFact good(long machine, Instant at, long bootSeconds) {
    return stay(machine, at, Ending.GOOD, bootSeconds);
  }

  private static double chance(List<HostFact> facts, Instant now) {
    return HostMemory.of(facts, now).chance(Samples.offer(1));
  }

  @Test
  void aDudLastNightHalvesTheChanceAndIsForgivenOverWeeks() {
    List<HostFact> once = List.of(dud(1, NOON));
    assertThat(chance(once, NOON.plus(Duration.ofHours(10)))).isCloseTo(0.5, within(0.01));
    assertThat(chance(once, NOON.plus(Duration.ofDays(14)))).isCloseTo(1 / 1.5, within(1e-9));
    assertThat(chance(once, NOON.plus(Duration.ofDays(28)))).isCloseTo(0.8, within(1e-9));
    assertThat(chance(once, NOON.plus(Duration.ofDays(140)))).isGreaterThan(0.999);
  }

  @Test
  void aLossCountsLikeADudAndAGoodStayAgainstIt() {
    HostFact loss = stay(1, NOON, Ending.LOST, 90);
    assertThat(chance(List.of(loss), NOON)).isEqualTo(0.5);
    assertThat(chance(List.of(loss, good(1, NOON, 90), good(1, NOON, 90)), NOON)).isEqualTo(0.75);
    assertThat(chance(List.of(stay(1, NOON, Ending.OPEN, 0)), NOON)).isEqualTo(1.0);
  }

  @Test
  void aMachineThatTheMarketThinksLittleOfEarnsTrustByGoodStays() {
    Host host = HostMemory.of(List.of(good(1, NOON, 90)), NOON).hosts().getFirst();
    assertThat(host.chance(0.8)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void memoryOfOneMachineSaysNothingOfTheChanceOfAnother() {
    assertThat(HostMemory.of(List.of(dud(2, NOON)), NOON).chance(Samples.offer(1))).isEqualTo(1.0);
  }

  @Test
  void aMachineThatFailedLastNightFallsBehindADearerOne() {
    Offer cheap = Samples.offer(1);
    Offer dearer = Samples.offer(2, "0.40");
    List<Offer> both = List.of(cheap, dearer);
    assertThat(Ranking.rank(both, WORK, BUDGET)).first().extracting("offer").isEqualTo(cheap);
    HostMemory fresh = HostMemory.of(List.of(dud(1, NOON)), NOON);
    assertThat(Ranking.rank(both, WORK, BUDGET, fresh))
        .first()
        .extracting("offer")
        .isEqualTo(dearer);
    HostMemory later = HostMemory.of(List.of(dud(1, NOON)), NOON.plus(Duration.ofDays(60)));
    assertThat(Ranking.rank(both, WORK, BUDGET, later))
        .first()
        .extracting("offer")
        .isEqualTo(cheap);
  }

  @Test
  void theBootOfAKnownMachineIsItsOwnMedian() {
    HostMemory memory =
        HostMemory.of(List.of(good(1, NOON, 40), good(1, NOON, 60), good(1, NOON, 500)), NOON);
    assertThat(Ranking.judge(Samples.offer(1), WORK, BUDGET, memory).forecast().boot())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(Ranking.judge(Samples.offer(2), WORK, BUDGET, memory).forecast().boot())
        .as("three boots say nothing of other machines")
        .isEqualTo(Duration.ofSeconds(173));
  }

  @Test
  void theBootOfAnUnknownMachineIsTheMedianOfAllButNeverBelowWhatItsLinkNeeds() {
    List<HostFact> boots =
        IntStream.rangeClosed(1, 5).mapToObj(i -> good(10 + i, NOON, 20 * i)).toList();
    HostMemory memory = HostMemory.of(boots, NOON);
    // 4 GB at 500 Mbit/s need 64 s at the very least.
    assertThat(Ranking.judge(Samples.offer(1), WORK, BUDGET, memory).forecast().boot())
        .isEqualTo(Duration.ofSeconds(64));
    Workload small = new Workload(1, 60, Duration.ofMinutes(30), new Traffic(0, 0));
    assertThat(Ranking.judge(Samples.offer(1), small, BUDGET, memory).forecast().boot())
        .isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void theSlowTenthOfBootsIsToldFromFiveBootsOn() {
    List<HostFact> boots = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      boots.add(good(i, NOON, 10 * i));
    }
    boots.add(dud(9, NOON));
    assertThat(HostMemory.of(boots, NOON).learntBootP90()).isEmpty();
    for (int i = 5; i <= 10; i++) {
      boots.add(good(i, NOON, 10 * i));
    }
    assertThat(HostMemory.of(boots, NOON).learntBootP90()).hasValue(Duration.ofSeconds(90));
  }

  @Test
  void oldBootsCountLessThanFreshOnes() {
    Instant longAgo = NOON.minus(Duration.ofDays(90));
    List<HostFact> boots = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      boots.add(good(1, longAgo, 600));
    }
    boots.add(good(1, NOON, 50));
    assertThat(HostMemory.of(boots, NOON).hosts().getFirst().boot())
        .hasValue(Duration.ofSeconds(50));
  }

  @Test
  void aHostIsSummedUp() {
    MachineId machine = new MachineId(1);
    List<HostFact> facts =
        List.of(
            good(1, NOON.minusSeconds(60), 50),
            stay(1, NOON.minusSeconds(50), Ending.LOST, 70),
            dud(1, NOON.minusSeconds(40)),
            new HostFact.Transfer(machine, NOON, 80_000_000, Duration.ofSeconds(4)));
    Host host = HostMemory.of(facts, NOON).hosts().getFirst();
    assertThat(host.boots()).isEqualTo(2);
    assertThat(host.duds()).isEqualTo(1);
    assertThat(host.losses()).isEqualTo(1);
    assertThat(host.lastSeen()).isEqualTo(NOON);
    assertThat(host.gpu()).isEqualTo("RTX 3090 24 GB");
    assertThat(host.bytesPerSecond()).hasValue(20_000_000);
  }

  /** Whatever was seen in whatever order, a chance is one, and forgetting never lowers it. */
  @Test
  void aChanceStaysAChanceAndBadNewsOnlyFades() {
    Dice.seeds(1_000)
        .mapToObj(Dice::new)
        .forEach(dice -> {
          List<HostFact> facts = new ArrayList<>();
          for (int i = dice.below(20); i >= 0; i--) {
            Ending ending = dice.oneOf(List.of(Ending.values()));
            facts.add(stay(1, NOON.plus(dice.seconds(-1e7, 1e7)), ending, dice.below(900)));
          }
          double one = chance(facts, NOON);
          Collections.shuffle(facts, new Random(7));
          assertThat(chance(facts, NOON)).as("%s", dice).isCloseTo(one, within(1e-9));
          assertThat(one).as("%s", dice).isBetween(0.01, 1.0);
          List<HostFact> bad =
              facts.stream().filter(f -> ((HostFact.Stay) f).ending() == Ending.DUD).toList();
          double now = chance(bad, NOON);
          assertThat(chance(bad, NOON.plus(dice.seconds(0, 1e7))))
              .as("%s", dice)
              .isGreaterThanOrEqualTo(now);
        });
  }
}
