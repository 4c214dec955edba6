package dev.sortie.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.InstanceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When what the market asks is more than was agreed: $0.3125 an hour. */
final class PricesTest {
  private static final double AGREED = 0.3125;

  @Test
  void twoPercentAreRoundingAndMoreIsAnotherPrice() {
    assertThat(up().looked(Story.priced(AGREED * 1.02)).last.facts()).isEmpty();
    assertThat(up().looked(Story.priced(AGREED * 1.0201)).last.facts())
        .singleElement()
        .isInstanceOf(LeaseEvent.PriceRaised.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoNumberIsNoPrice(double perHour) {
    assertThat(up().looked(Story.priced(perHour)).last.facts()).isEmpty();
  }

  private static Story up() {
    return Story.up().after(15).saw(InstanceState.RUNNING).after(15);
  }
}
