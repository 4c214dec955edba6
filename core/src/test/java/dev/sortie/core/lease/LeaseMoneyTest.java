package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.money.Toll;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lease owes and what it may still spend (law 7). */
final class LeaseMoneyTest {
  @Test
  void whatNeverAppearedOwesWhatItWouldCostIfItDidAfterAll() {
    Story story = Story.lookingUp();
    Lease lease = notRented(story, NotRentedReason.NEVER_APPEARED);
    // 18 minutes at $0.3125 until its guard has ended it, and the disk while it loads.
    assertThat(lease.owedAt(story.now)).isEqualTo(Usd.of("0.096875"));
    assertThat(lease.costAt(story.now).total()).isEqualTo(Usd.ZERO);
  }

  @ParameterizedTest
  @EnumSource(
      value = NotRentedReason.class,
      names = {"NEVER_APPEARED", "NOT_OURS"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatWasCertainlyNotRentedOwesNothing(NotRentedReason why) {
    Story story = Story.renting();
    assertThat(notRented(story, why).owedAt(story.now.plusSeconds(600))).isEqualTo(Usd.ZERO);
  }

  @Test
  void everyOtherLeaseOwesWhatItHasCost() {
    for (Story story : Story.everyPhase()) {
      if (!(story.lease.phase() instanceof LeasePhase.NotRented)) {
        story.after(600);
        assertThat(story.lease.owedAt(story.now)).isEqualTo(story.lease.costAt(story.now).total());
      }
    }
    Story up = Story.up().after(600);
    assertThat(up.lease.owedAt(up.now)).isGreaterThan(Usd.ZERO);
  }

  @Test
  void bytesThatAreCountedElsewhereCountWhereTheyAreMore() {
    Story story = Story.up().send(new LeaseSignal.TrafficMeasured(new Traffic(1_000, 500)));
    Lease counting = story.lease.counting(new Traffic(10, 700));
    assertThat(counting.meter().orElseThrow().traffic()).isEqualTo(new Traffic(1_000, 700));
    assertThat(counting.phase()).isEqualTo(story.lease.phase());
    assertThat(Lease.UNOPENED.counting(new Traffic(1, 1))).isEqualTo(Lease.UNOPENED);
  }

  @Test
  void theMachineMayUseUpWhatIsLeftOfTheCap() {
    LeaseTerms terms = capped("1");
    Toll toll = Story.renting(terms).lease.toll(Samples.NOON);
    assertThat(toll.downPerGigabyte()).isEqualTo(terms.rates().downPerGigabyte());
    assertThat(toll.upPerGigabyte()).isEqualTo(terms.rates().upPerGigabyte());
    assertThat(toll.perHour()).isEqualTo(terms.rates().perHour());
    // All of it, less what its end may take; an hour of running takes its price off.
    assertThat(toll.atMost()).isBetween(Usd.of("0.97"), Usd.of("1"));
    Story up = Story.up();
    Usd before = up.lease.toll(up.now).atMost();
    Usd after = up.lease.toll(up.now.plusSeconds(3600)).atMost();
    assertThat(before.minus(after)).isEqualTo(up.lease.openedTerms().rates().perHour());
    assertThat(Lease.UNOPENED.toll(Samples.NOON)).isEqualTo(Toll.FREE);
  }

  @Test
  void whatMayComeHomeIsPaidOfWhatIsLeftOfTheCapOnceTheTearDownIsPaid() {
    Story story = Story.renting(capped("1")).answered(new RentOutcome.Rented(ID));
    // An hour at $0.3125, three minutes of it still to come, leaves $0.6875.
    assertThat(story.lease.affordableBytes(Samples.NOON.plus(Duration.ofMinutes(57))))
        .isEqualTo(229_166_666_666L);
    assertThat(story.lease.affordableBytes(Samples.NOON.plus(Duration.ofHours(4)))).isZero();
    assertThat(Lease.UNOPENED.affordableBytes(story.now)).isZero();
  }

  private static Lease notRented(Story story, NotRentedReason why) {
    return story.machine.evolve(story.lease, new LeaseEvent.NotRented(why, "said"), story.now);
  }

  private static LeaseTerms capped(String usd) {
    return Samples.terms(
        Duration.ofHours(2), Usd.of(usd), Traffic.NONE, Optional.of(GuardTerms.USUAL));
  }
}
