package dev.sortie.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From when on a boot gets company, as earlier boots have taught. */
final class LearntHedgeTest {
  @Test
  void aBootThatTakesLongerThanMostDidGetsCompany() {
    Optional<Duration> tenMinutes = Optional.of(Duration.ofMinutes(10));
    assertThat(new Hedge(2, Optional.empty()).learnt(tenMinutes))
        .isEqualTo(new Hedge(2, tenMinutes));
  }

  @Test
  void noBootGetsCompanyWithinAMinuteHoweverShortMostWere() {
    assertThat(Hedge.NONE.learnt(Optional.of(Duration.ofSeconds(20))).after())
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void whereNothingIsKnownOfBootsTheAgreedTimeStays() {
    Hedge agreed = new Hedge(1, Optional.of(Duration.ofMinutes(4)));
    assertThat(agreed.learnt(Optional.empty())).isEqualTo(agreed);
  }
}
