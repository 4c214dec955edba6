package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

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
  private static final Sighting SHOWN =
      new Sighting.Present(
          new Instance(
              ID,
              new MachineId(2),
              "label",
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
}
