package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastLookTest {
  private static final InstanceId ID = new InstanceId(7);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Sighting SHOWN = shown("label");

  private static Sighting shown(String label) {
    return new Sighting.Present(
        new Instance(
            ID,
            new MachineId(2),
            label,
            InstanceState.LOADING,
            "running",
            "",
            List.of(),
            Map.of(),
            "",
            "RTX 3090",
            0.3,
            Optional.empty(),
            Optional.empty()));
  }

  private final LastLook last = new LastLook();

  @Test
  void theFirstLookKnowsOfNoneBefore() {
    assertThat(last.answered(ID, SHOWN, NOON).before()).isEmpty();
    assertThat(last.answered(ID, SHOWN, NOON.plusSeconds(3)).before()).contains(NOON);
  }

  @Test
  void onlyALookThatShowedItCounts() {
    last.answered(ID, SHOWN, NOON);
    last.answered(ID, new Sighting.Absent(), NOON.plusSeconds(3));
    last.answered(
        ID, new Sighting.Unknown(new MarketProblem.NoAnswer("reset")), NOON.plusSeconds(6));
    var look = last.answered(ID, SHOWN, NOON.plusSeconds(9));
    assertThat(look.before()).contains(NOON);
    assertThat(look.asked()).isEqualTo(NOON.plusSeconds(9));
  }

  /** Nobody had proof that it is ours: what it cost then was not taken down. */
  @Test
  void aLookThatShowedNoLabelDoesNotCount() {
    last.answered(ID, shown(""), NOON);
    assertThat(last.answered(ID, SHOWN, NOON.plusSeconds(60)).before()).isEmpty();
    last.answered(ID, shown(" "), NOON.plusSeconds(63));
    assertThat(last.answered(ID, SHOWN, NOON.plusSeconds(66)).before())
        .contains(NOON.plusSeconds(60));
  }

  @Test
  void aLookAtAnotherInstanceSaysNothingOfThisOne() {
    last.answered(new InstanceId(8), SHOWN, NOON);
    LeaseSignal.Looked look = last.answered(ID, SHOWN, NOON.plusSeconds(3));
    assertThat(look.before()).isEmpty();
    assertThat(look.previous()).isEmpty();
  }

  @Test
  void whateverItShowedALookThatWasAnsweredHasBeenTheLastOne() {
    assertThat(last.answered(ID, new Sighting.Absent(), NOON).previous()).isEmpty();
    assertThat(last.answered(ID, SHOWN, NOON.plusSeconds(3)).previous()).contains(NOON);
    Sighting.Unknown unknown = new Sighting.Unknown(new MarketProblem.NoAnswer("reset"));
    assertThat(last.answered(ID, unknown, NOON.plusSeconds(6)).previous())
        .contains(NOON.plusSeconds(3));
    assertThat(last.answered(ID, SHOWN, NOON.plusSeconds(9)).previous())
        .contains(NOON.plusSeconds(3));
  }
}
