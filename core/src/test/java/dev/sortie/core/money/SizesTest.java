package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizesTest {
  @Test
  void bytesAreCountedWhole() {
    assertThat(Sizes.words(0)).isEqualTo("0 B");
    assertThat(Sizes.words(999)).isEqualTo("999 B");
  }

  @Test
  void smallFiguresHaveADecimalAndLargeOnesHaveNone() {
    assertThat(Sizes.words(1_234_000)).isEqualTo("1.2 MB");
    assertThat(Sizes.words(99_940)).isEqualTo("99.9 kB");
    assertThat(Sizes.words(99_950)).isEqualTo("100 kB");
  }

  @Test
  void whatRoundsToAThousandIsOneOfTheNextUnit() {
    assertThat(Sizes.words(999_499)).isEqualTo("999 kB");
    assertThat(Sizes.words(999_500)).isEqualTo("1.0 MB");
  }

  @Test
  void thereIsNoUnitBeyondTheLargest() {
    assertThat(Sizes.words(1_000_000_000_000_000_000L)).isEqualTo("1000 PB");
    assertThat(Sizes.words(Long.MAX_VALUE)).isEqualTo("9223 PB");
  }
}
