package dev.sortie.core.money;

import static dev.sortie.core.samples.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.samples.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant MIDNIGHT = NOON.minus(Duration.ofHours(12));
  private static final Instant MONTH = NOON.minus(Duration.ofDays(20));
  private static final Optional<String> NONE = Optional.empty();

  private static SpendLimits perDay(String usd) {
    return new SpendLimits(Optional.of(Usd.of(usd)), Optional.empty(), Optional.empty());
  }

  private static Outlay outlay(Instant from, Duration span, String usd) {
    return new Outlay(NONE, from, from.plus(span), Usd.of(usd));
  }

  private static Allowance only(Ledger ledger, SpendLimits limits, Optional<String> campaign) {
    List<Allowance> all = ledger.allowances(limits, campaign, MIDNIGHT, MONTH);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void theArithmeticIsToldInWords() {
    Ledger ledger =
        new Ledger(
            List.of(outlay(NOON, Duration.ofHours(1), "3.20")),
            List.of(new Reserve("audio-1", NONE, Usd.of("1"))));
    Allowance day = only(ledger, perDay("5"), NONE);
    assertThat(day.fits(Usd.of("0.80"))).isTrue();
    assertThat(day.fits(Usd.of("0.800000001"))).isFalse();
    assertThat(day.words(Usd.of("1")))
        .isEqualTo(
            "per day $5.000: spent today $3.200, reserved by 1 open run (audio-1) $1.000,"
                + " this run may cost $1.000, $0.200 too much; --max-cost 0.80 would fit");
  }

  @Test
  void whatIsNamedToFitDoesFit() {
    Dice.seeds(2_000)
        .mapToObj(Dice::new)
        .forEach(dice -> {
          Usd spent = new Usd(dice.between(0, 2_000_000_000L));
          Outlay outlay = new Outlay(NONE, NOON, NOON.plusSeconds(9), spent);
          Allowance day = only(new Ledger(List.of(outlay), List.of()), perDay("1.5"), NONE);
          String words = day.words(Usd.of("9"));
          if (words.contains("--max-cost")) {
            String named = words.replaceFirst(".*--max-cost ([0-9.]+) would fit", "$1");
            assertThat(day.fits(Usd.of(named))).as("%s: %s", dice, words).isTrue();
          } else {
            assertThat(words).as("%s", dice).endsWith("nothing is left");
            assertThat(day.fits(Usd.of("0.01"))).as("%s: %s", dice, words).isFalse();
          }
        });
  }

  @Test
  void aRentalOverMidnightCountsOnBothDaysByTime() {
    Outlay night = outlay(MIDNIGHT.minus(Duration.ofHours(3)), Duration.ofHours(4), "0.80");
    assertThat(night.since(MIDNIGHT)).isEqualTo(Usd.of("0.20"));
    assertThat(night.since(night.from())).isEqualTo(Usd.of("0.80"));
    assertThat(night.since(night.to())).isEqualTo(Usd.ZERO);
    Ledger ledger = new Ledger(List.of(night), List.of());
    SpendLimits both =
        new SpendLimits(Optional.of(Usd.of("1")), Optional.of(Usd.of("1")), Optional.empty());
    assertThat(ledger.allowances(both, NONE, MIDNIGHT, MONTH))
        .extracting(Allowance::spent)
        .containsExactly(Usd.of("0.20"), Usd.of("0.80"));
  }

  @Test
  void partsOfASecondCountTowardsTheDayTheyAreIn() {
    Outlay blink = outlay(MIDNIGHT.minusMillis(1_500), Duration.ofSeconds(2), "0.80");
    assertThat(blink.since(MIDNIGHT)).isEqualTo(Usd.of("0.20"));
  }

  @Test
  void aBillOfNoTimeAtAllCountsWhole() {
    assertThat(outlay(NOON, Duration.ZERO, "0.10").since(MIDNIGHT)).isEqualTo(Usd.of("0.10"));
  }

  @Test
  void aCampaignCountsItsOwnRunsWheneverTheyWere() {
    Instant longAgo = NOON.minus(Duration.ofDays(400));
    Optional<String> comics = Optional.of("comics");
    Ledger ledger =
        new Ledger(
            List.of(
                new Outlay(comics, longAgo, longAgo.plusSeconds(60), Usd.of("2")),
                outlay(NOON, Duration.ofMinutes(1), "7")),
            List.of(
                new Reserve("a", comics, Usd.of("1")),
                new Reserve("b", Optional.of("audio"), Usd.of("9"))));
    SpendLimits limits =
        new SpendLimits(Optional.empty(), Optional.empty(), Optional.of(Usd.of("4")));
    Allowance campaign = only(ledger, limits, comics);
    assertThat(campaign.left()).isEqualTo(Usd.of("1"));
    assertThat(campaign.words(Usd.of("1"))).startsWith("per campaign comics $4.000: spent so far");
    assertThat(ledger.allowances(limits, NONE, MIDNIGHT, MONTH)).isEmpty();
  }

  @Test
  void aCampaignWithoutALimitIsLimitedByTheOthersAlone() {
    Ledger ledger = new Ledger(List.of(), List.of());
    assertThat(ledger.allowances(SpendLimits.NONE, Optional.of("comics"), MIDNIGHT, MONTH))
        .isEmpty();
    assertThat(only(ledger, perDay("5"), Optional.of("comics")).left()).isEqualTo(Usd.of("5"));
  }

  @Test
  void sharesOfDaysAddUpToTheBillOrAFewBillionthsMore() {
    Dice.seeds(2_000)
        .mapToObj(Dice::new)
        .forEach(dice -> {
          Outlay bill =
              new Outlay(
                  NONE,
                  MIDNIGHT.minus(dice.seconds(0, 200_000)),
                  MIDNIGHT.plus(dice.seconds(0, 200_000)),
                  new Usd(dice.between(0, 50_000_000_000L)));
          List<Instant> cuts = new ArrayList<>();
          for (int day = -4; day <= 4; day++) {
            cuts.add(MIDNIGHT.plus(Duration.ofDays(day)));
          }
          Usd sum = Usd.ZERO;
          for (int i = 0; i + 1 < cuts.size(); i++) {
            Usd share = bill.since(cuts.get(i)).minus(bill.since(cuts.get(i + 1)));
            assertThat(share.nanos()).as("%s", dice).isNotNegative();
            sum = sum.plus(share);
          }
          assertThat(sum).as("%s", dice).isEqualTo(bill.cost());
        });
  }
}
