package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpendLimitsTest {
  private static final Optional<Usd> NO = Optional.empty();
  private static final Optional<Usd> FIVE = Optional.of(Usd.of("5"));

  @Test
  void whereNothingIsLimitedThereAreNone() {
    assertThat(new SpendLimits(NO, NO, NO).isNone()).isTrue();
  }

  @Test
  void oneOfThemIsALimit() {
    assertThat(new SpendLimits(FIVE, NO, NO).isNone()).isFalse();
    assertThat(new SpendLimits(NO, FIVE, NO).isNone()).isFalse();
    assertThat(new SpendLimits(NO, NO, FIVE).isNone()).isFalse();
  }
}
