package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0 s",
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "119, 1 min",
    "3599, 59 min",
    "3600, 1 h",
    "3900, 1 h 05 min",
    "4200, 1 h 10 min",
    "43200, 12 h",
    "91140, 25 h 19 min"
  })
  void areSaidAsPeopleSayThem(long seconds, String words) {
    assertThat(Spans.words(Duration.ofSeconds(seconds))).isEqualTo(words);
  }
}
