package dev.sortie.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.error.TroubleException;
import dev.sortie.core.lease.GuardTerms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GuardArgumentsTest {
  private static GuardArguments with(String... args) {
    return CommandLine.populateCommand(new GuardArguments(), args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0.99", "NaN", "43201", "1e300", "Infinity"})
  void aSilenceThatProtectsNobodyOrCannotBeCountedIsRefused(String minutes) {
    assertThatThrownBy(() -> with("--silence", minutes).guard(false))
        .isInstanceOf(TroubleException.class)
        .hasMessageContaining("--silence");
  }

  @Test
  void theShortestAndTheLongestSilenceAreCounted() {
    assertThat(with("--silence", "1").guard(false)).contains(GuardTerms.of(Duration.ofMinutes(1)));
    assertThat(with("--silence", "43200").guard(true)).contains(GuardTerms.of(Duration.ofDays(30)));
  }

  @Test
  void ofTheMarketsDeadlineTheRefusalWins() {
    assertThat(with().marketDeadline()).isEmpty();
    assertThat(with("--market-deadline").marketDeadline()).contains(true);
    assertThat(with("--no-market-deadline").marketDeadline()).contains(false);
    assertThat(with("--market-deadline", "--no-market-deadline").marketDeadline()).contains(false);
  }

  @Test
  void withoutAWordItIsTenMinutesAndForAKeptMachineItsWholeLife() {
    assertThat(with().guard(false)).contains(GuardTerms.USUAL);
    assertThat(with().guard(true)).contains(GuardTerms.of(Duration.ofDays(30)));
    assertThat(with("--no-guard", "--silence", "5").guard(false)).isEmpty();
  }
}
