package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpTest {
  @Test
  void itIsLookedAtRegularly() {
    Story story = Story.up();
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(story.now.plusSeconds(15));
    assertThat(story.after(15).tick().last.actions()).startsWith(new LeaseAction.Look(ID));
  }

  @Test
  void itIsDestroyedWhenItsTimeIsUpAndNotBefore() {
    Story story = Story.up();
    Instant deadline = story.lease.deadline().orElseThrow();
    assertThat(deadline).isEqualTo(Samples.NOON.plus(Samples.terms().life()));
    story.now = deadline.minusSeconds(4);
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(deadline);
    assertThat(story.tick().lease.endWanted()).isEmpty();
    assertThat(story.last.actions())
        .contains(
            new LeaseAction.Renew(
                ID,
                Story.LOGIN,
                new Renewal(
                    GuardTerms.USUAL.lease(), Duration.ofSeconds(4), story.lease.toll(story.now))));
    story.now = deadline;
    story.tick();
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.CEILING);
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void whoeverTakesItUpAfterItsTimeEndsIt() {
    Story story = Story.up().after(Duration.ofDays(1)).send(new LeaseSignal.Resumed());
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      names = {"STOPPED", "EXITED", "UNKNOWN", "OFFLINE"})
  void oneBadReportDoesNotCondemnAMachineThatMayHoldResults(InstanceState state) {
    Story story = Story.up().after(15).saw(state).after(5).saw(state);
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(5).saw(InstanceState.RUNNING).after(15).saw(state);
    assertThat(story.lease.endWanted()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      names = {"STOPPED", "EXITED"})
  void aMachineThatStaysHaltedIsLost(InstanceState state) {
    Story story = Story.up().after(15).saw(state).after(15).saw(state);
    assertThat(story.lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.INSTANCE_LOST);
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      names = {"UNKNOWN", "OFFLINE"})
  void aMachineWithoutHeartbeatIsGivenMinutes(InstanceState state) {
    Story story = Story.up().after(15).saw(state).after(299).saw(state);
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(1).saw(state);
    assertThat(story.lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.INSTANCE_LOST);
  }

  @Test
  void aRaisedPriceIsMeteredAndShortensTheLife() {
    LeaseTerms terms =
        Samples.terms(
            Duration.ofHours(2), Usd.of("0.70"), Traffic.NONE, Optional.of(GuardTerms.USUAL));
    Story story = Story.renting(terms).answered(new RentOutcome.Rented(ID)).after(60);
    story.saw(InstanceState.RUNNING);
    story.send(new LeaseSignal.ProbeAnswered(Story.KEY, Story.ADDRESS));
    Instant before = story.lease.deadline().orElseThrow();
    assertThat(story.looked(Story.priced(0.3125)).last.facts()).isEmpty();
    assertThat(story.looked(Story.priced(0.6125)).last.facts())
        .singleElement()
        .isInstanceOf(LeaseEvent.PriceRaised.class);
    assertThat(Duration.between(Samples.NOON, story.lease.deadline().orElseThrow()))
        .isLessThan(Duration.between(Samples.NOON, before).dividedBy(7).multipliedBy(4));
    assertThat(story.looked(Story.priced(0.6125)).last.facts()).as("told once").isEmpty();
  }

  @Test
  void oneDenialDoesNotCondemnItASecondDoes() {
    Story story = Story.up().after(15).absent();
    assertThat(story.last.actions()).isEmpty();
    story.after(15).saw(InstanceState.RUNNING);
    assertThat(story.last.facts()).containsExactly(new LeaseEvent.Resurfaced());
    story.after(15).absent().after(15).absent();
    assertThat(story.lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.INSTANCE_LOST);
  }

  @Test
  void nothingFollowsFromLooksThatFailed() {
    Story story = Story.up();
    for (int i = 0; i < 200; i++) {
      story.after(15).looked(new Sighting.Unknown(Story.SILENCE));
      assertThat(story.last.facts()).isEmpty();
    }
  }

  @Test
  void trafficIsCountedUpwardsOnly() {
    Story story = Story.up().send(measured(1_000, 500));
    assertThat(story.last.facts())
        .containsExactly(new LeaseEvent.TrafficCounted(new Traffic(1_000, 500)));
    assertThat(story.send(measured(1_000, 500)).last.facts()).isEmpty();
    // Another controller counts from zero.
    assertThat(story.send(measured(10, 10)).last.facts()).isEmpty();
    story.send(measured(900, 700));
    assertThat(story.lease.meter().orElseThrow().traffic()).isEqualTo(new Traffic(1_000, 700));
  }

  @Test
  void aHaltedMachineCostsDiskAloneAndASilentOneMayCostAll() {
    Story halted = Story.up().after(15).saw(InstanceState.STOPPED);
    assertThat(gpuOfAnHour(halted)).isZero();
    assertThat(gpuOfAnHour(Story.up().after(15).saw(InstanceState.UNKNOWN))).isEqualTo(300_000_000);
    assertThat(gpuOfAnHour(Story.up().after(15).saw(InstanceState.FROZEN))).isEqualTo(300_000_000);
  }

  @Test
  void aHostThatShowsUpInALateProbeChangesNothing() {
    Story story = Story.up();
    Lease before = story.lease;
    story.send(new LeaseSignal.ProbeAnswered(Story.KEY, Story.ADDRESS));
    story.answered(new RentOutcome.Rented(Story.ID));
    assertThat(story.lease).isEqualTo(before);
  }

  private static long gpuOfAnHour(Story story) {
    return story.lease.costAt(story.now.plusSeconds(3600)).gpu().nanos()
        - story.lease.costAt(story.now).gpu().nanos();
  }

  private static LeaseSignal measured(long down, long up) {
    return new LeaseSignal.TrafficMeasured(new Traffic(down, up));
  }

  @Test
  void aSecondDenialWithinSecondsDoesNotCondemnIt() {
    Story story = Story.up().after(15).absent().after(9).absent();
    assertThat(story.lease.endWanted()).isEmpty();
    assertThat(story.last.actions()).isEmpty();
    assertThat(story.after(1).absent().lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.INSTANCE_LOST);
  }

  @Test
  void thatItRunsOnIsNoNews() {
    assertThat(Story.up().after(15).saw(InstanceState.RUNNING).last.facts()).isEmpty();
  }

  @Test
  void whatRunsAgainMayHaveRunSinceTheLookBeforeAndThatIsBilled() {
    Story story = Story.up().after(15).saw(InstanceState.OFFLINE);
    story.after(60).saw(InstanceState.OFFLINE).after(15);
    long before = story.lease.costAt(story.now).gpu().nanos();
    story.saw(InstanceState.RUNNING);
    // Fifteen seconds at $0.30 an hour.
    assertThat(story.lease.costAt(story.now).gpu().nanos() - before).isEqualTo(1_250_000);
  }

  @Test
  void whenTrafficHasMovedItsEndIntoThePastItIsActedOnAtOnce() {
    Story story = Story.up().after(Duration.ofDays(1));
    assertThat(story.machine.wakeAt(story.lease, story.now)).contains(story.now.plusMillis(1));
  }

  @Test
  void aPersonIsToldWhatBecameOfTheMachine() {
    assertThat(lost(InstanceState.EXITED, "stopped", "outbid\n"))
        .isEqualTo(
            "the market stopped it (outbid, out of credit, or its contract is over): outbid");
    assertThat(lost(InstanceState.EXITED, "running", "container exited with code 137\n"))
        .isEqualTo("its container exited and did not start again: container exited with code 137");
    assertThat(lost(InstanceState.STOPPED, "stopped", "success, running x/ssh"))
        .isEqualTo("the market stopped it (outbid, out of credit, or its contract is over)");
    assertThat(lost(InstanceState.OFFLINE, "running", ""))
        .isEqualTo("its host has been offline for 5 min");
    assertThat(lost(InstanceState.UNKNOWN, "running", ""))
        .isEqualTo("the market has heard nothing of it for 5 min");
  }

  private static String lost(InstanceState state, String intended, String message) {
    Instance plain = Samples.instance(ID.value(), state);
    Sighting seen =
        new Sighting.Present(
            new Instance(
                plain.id(),
                plain.machine(),
                plain.label(),
                plain.state(),
                intended,
                message,
                plain.ssh(),
                plain.ports(),
                plain.publicAddress(),
                plain.gpuName(),
                plain.pricePerHour(),
                plain.created(),
                plain.gpuUtilization()));
    Story story = Story.up().after(15).looked(seen).after(300).looked(seen);
    return story.lease.endWanted().orElseThrow().said();
  }
}
