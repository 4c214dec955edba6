package dev.sortie.core.lease;

import static dev.sortie.core.lease.Story.ADDRESS;
import static dev.sortie.core.lease.Story.ID;
import static dev.sortie.core.lease.Story.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BootTest {
  private static final int BOOT = (int) Samples.PATIENCE.boot().toSeconds();
  private static final int SSH = (int) Samples.PATIENCE.ssh().toSeconds();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Error response from daemon: manifest for x/y:z not found: manifest unknown | BAD_IMAGE
          Error response from daemon: manifest for x/y:z not found                   | BAD_IMAGE
          Error: pull access denied for x/y, repository does not exist               | BAD_IMAGE
          unauthorized: authentication required                                      | BAD_IMAGE
          Error response from daemon: denied: denied                                 | BAD_IMAGE
          denied: requested access to the resource is denied                         | BAD_IMAGE
          Error response from daemon: failed to create task: CDI device injection    | CONTAINER_FAILED
          failed to pull image x/y                                                   | CONTAINER_FAILED
          mkdir /var/lib/docker: permission denied                                   | CONTAINER_FAILED
          write /layer.tar: no space left on device                                  | CONTAINER_FAILED
          unexpected EOF                                                             | CONTAINER_FAILED
          docker_build() error writing dockerfile                                    | CONTAINER_FAILED
          OCI runtime create failed: nvidia-container-cli                            | CONTAINER_FAILED
          """)
  void aHopelessMessageEndsItAtOnce(String message, EndReason.Kind kind) {
    Story story = Story.booting().after(9).saw(InstanceState.LOADING, message);
    assertThat(story.lease.endWanted()).contains(new EndReason(kind, message));
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOADING | latest: Pulling from library/x, manifest for amd64 chosen
          LOADING | 5f70bf18a086: Pull complete
          CREATED | ''
          RUNNING | success, running x/y:denied-ages
          """)
  void aHarmlessMessageDoesNot(InstanceState state, String message) {
    Story story = Story.booting().after(9).saw(state, message);
    assertThat(story.lease.endWanted()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      names = {"STOPPED", "EXITED", "UNKNOWN", "OFFLINE"})
  void aDeadStateEndsIt(InstanceState state) {
    Story story = Story.booting().after(9).saw(state, "gone wrong");
    assertThat(story.lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.INSTANCE_LOST);
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void aRunningMachineIsProbedUntilItLetsUsIn() {
    Story story = Story.booting().after(30).saw(InstanceState.RUNNING);
    LeaseAction probe = new LeaseAction.Probe(ID, List.of(ADDRESS));
    assertThat(story.last.actions()).containsExactly(probe);
    story.probeFailed(0);
    assertThat(story.after(3).tick().last.actions()).containsExactly(new LeaseAction.Look(ID));
    assertThat(story.saw(InstanceState.RUNNING).last.actions()).containsExactly(probe);
    story.send(new LeaseSignal.ProbeAnswered(KEY, ADDRESS));
    assertThat(story.lease.phase())
        .isInstanceOfSatisfying(LeasePhase.Up.class, up -> assertThat(up.hostKey()).isEqualTo(KEY));
  }

  @Test
  void loadingForTooLongEndsIt() {
    Story story = Story.booting().after(30).saw(InstanceState.LOADING, "pulling");
    story.after(BOOT - 30).tick().saw(InstanceState.LOADING, "pulling");
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(1).tick().saw(InstanceState.LOADING, "pulling");
    assertThat(story.lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.STUCK_LOADING);
    assertThat(story.lease.endWanted().orElseThrow().said()).contains("12 min", "pulling");
  }

  @Test
  void whatStartedRunningLateIsNotCalledStuck() {
    Story story = Story.booting().after(BOOT - 10).saw(InstanceState.RUNNING).after(20).tick();
    assertThat(story.lease.endWanted()).isEmpty();
    story.send(new LeaseSignal.ProbeAnswered(KEY, ADDRESS));
    assertThat(story.lease.phase()).isInstanceOf(LeasePhase.Up.class);
  }

  @Test
  void oneReportThatWhatRanIsLoadingAgainDoesNotCallItStuck() {
    Story story = Story.booting().after(BOOT - 10).saw(InstanceState.RUNNING).after(20);
    assertThat(story.saw(InstanceState.LOADING).lease.endWanted()).isEmpty();
    assertThat(story.saw(InstanceState.RUNNING).lease.endWanted()).isEmpty();
  }

  @Test
  void runningWithoutSshEndsIt() {
    Story story = Story.booting().after(30).saw(InstanceState.RUNNING);
    story.after(SSH).probeFailed(0);
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(1).probeFailed(0);
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.SSH_NEVER_UP);
  }

  /** A laptop that was closed hears on waking of what it asked before. */
  @Test
  void aProbeFromBeforeThisProcessSleptGivesNoMachineBack() {
    Story story = Story.booting().after(30).saw(InstanceState.RUNNING).after(1_000);
    assertThat(story.probeFailed(999).lease.endWanted()).isEmpty();
    assertThat(story.tick().last.actions()).containsExactly(new LeaseAction.Look(ID));
  }

  @Test
  void runningWithoutAnAddressEndsIt() {
    Instance nowhere =
        new Instance(
            ID,
            new MachineId(1),
            "",
            InstanceState.RUNNING,
            "running",
            "",
            List.of(),
            Map.of(),
            "",
            "RTX 3090",
            0.1,
            Optional.empty(),
            Optional.empty());
    Story story = Story.booting().after(30).saw(InstanceState.RUNNING);
    story.after(SSH + 1).looked(new Sighting.Present(nowhere));
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.SSH_NEVER_UP);
  }

  /** A laptop was shut for an hour; the machine has been ready for most of it. */
  @Test
  void whoHasSleptLooksBeforeItGivesAMachineUp() {
    Story loading = Story.booting().after(30).saw(InstanceState.LOADING, "pulling");
    assertThat(loading.after(BOOT * 5).tick().last.actions())
        .containsExactly(new LeaseAction.Look(ID));
    assertThat(loading.saw(InstanceState.RUNNING).lease.endWanted()).isEmpty();

    Story running = Story.booting().after(30).saw(InstanceState.RUNNING);
    assertThat(running.after(SSH * 5).tick().last.actions())
        .containsExactly(new LeaseAction.Look(ID));
    running.saw(InstanceState.RUNNING).send(new LeaseSignal.ProbeAnswered(KEY, ADDRESS));
    assertThat(running.lease.phase()).isInstanceOf(LeasePhase.Up.class);
  }

  @Test
  void itsTimeMayBeUpBeforeItHasStarted() {
    Story story =
        Story.renting(Samples.terms(Duration.ofMinutes(5)))
            .answered(new RentOutcome.Rented(ID))
            .saw(InstanceState.LOADING)
            .after(Duration.ofMinutes(5).minusSeconds(1))
            .tick();
    assertThat(story.lease.endWanted()).isEmpty();
    story.after(1).tick();
    assertThat(story.lease.endWanted().orElseThrow().kind()).isEqualTo(EndReason.Kind.CEILING);
    assertThat(story.last.actions()).containsExactly(Story.DESTROY);
  }

  @Test
  void aNewInstanceMayBeUnknownForAMoment() {
    Story story = Story.booting().after(29).absent();
    assertThat(story.last.facts()).isEmpty();
    story.after(1).absent();
    assertThat(story.lease.endWanted().orElseThrow().kind())
        .isEqualTo(EndReason.Kind.INSTANCE_LOST);
  }

  @Test
  void nothingFollowsFromALookThatFailed() {
    Story story = Story.booting().looked(new Sighting.Unknown(Story.SILENCE));
    for (int i = 0; i < 100; i++) {
      story.after(3).looked(new Sighting.Unknown(Story.SILENCE));
      assertThat(story.last.facts()).isEmpty();
    }
  }

  @Test
  void onlyNewsIsWrittenDown() {
    Story story = Story.booting().after(3).saw(InstanceState.LOADING, "a");
    assertThat(story.last.facts())
        .containsExactly(
            new LeaseEvent.StateSeen(InstanceState.LOADING, "a", Optional.of(story.now)));
    assertThat(story.after(3).saw(InstanceState.LOADING, "a").last.facts()).isEmpty();
    assertThat(story.after(3).saw(InstanceState.LOADING, "b").last.facts()).hasSize(1);
  }

  @Test
  void loadingCostsNoGpuAndRunningDoes() {
    Story story = Story.booting().after(60).saw(InstanceState.LOADING).after(57);
    assertThat(story.saw(InstanceState.LOADING).after(3).lease.costAt(story.now).gpu())
        .isEqualTo(Usd.ZERO);
    // It may have run for the three seconds since the look before; they count.
    story.saw(InstanceState.RUNNING).after(3597);
    assertThat(story.lease.costAt(story.now).gpu()).isEqualTo(Usd.of("0.30"));
  }

  @Test
  void onlyARunningMachineWithAnAddressIsProbed() {
    Story loading = Story.booting().after(9).saw(InstanceState.LOADING);
    assertThat(loading.last.actions()).isEmpty();
    Instance hidden =
        new Instance(
            ID,
            new MachineId(37228),
            Samples.terms().label().toString(),
            InstanceState.RUNNING,
            "running",
            "",
            List.of(),
            Map.of(),
            "",
            "RTX 3090",
            0.3125,
            Optional.empty(),
            Optional.empty());
    assertThat(loading.looked(new Sighting.Present(hidden)).last.actions()).isEmpty();
  }

  @Test
  void whatRunsRightAwayIsNotBilledFromBeforeTheIntent() {
    Story story = Story.booting().after(1).saw(InstanceState.RUNNING).after(3599);
    assertThat(story.lease.costAt(story.now).gpu()).isEqualTo(Usd.of("0.30"));
  }
}
