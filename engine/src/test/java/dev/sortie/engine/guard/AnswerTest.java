package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.money.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  private static GuardReport report(String printed) {
    return Answer.in(printed, 77).orElseThrow().report();
  }

  @Test
  void itIsFoundAmongWhateverTheMachinePrints() {
    GuardReport report =
        report("Welcome to vast.ai.\nHave fun!\r\nsortie-guard 77 1 1 3720 600 123 45\r\nbye");
    assertThat(report.isProof()).isTrue();
    assertThat(report.traffic()).contains(new Traffic(123, 45));
    assertThat(report.said())
        .isEqualTo("alive, ends it in 1 h 02 min or 10 min after we fall silent");
  }

  @Test
  void aMachineThatIsKeptIsToldThatSilenceDoesNotEndIt() {
    assertThat(report("sortie-guard 77 1 1 3720 2592000 123 45").said())
        .isEqualTo("alive, ends it in 1 h 02 min, silent or not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sortie-guard 78 1 1 3720 600 123 45",
        "sortie-guard 77 1 1 3720",
        "x sortie-guard 77 1 1 3720 600 123 45",
        "sortie-guard 77 1 4 3720 600 123 45",
        "sortie-guard 77 1 1 99999999999 600 123 45"
      })
  void anotherLineIsNone(String printed) {
    assertThat(Answer.in(printed, 77)).isEmpty();
  }

  @Test
  void aKeyThatWorkedProvesNothingOnceNobodyTakesTheSign() {
    GuardReport report = report("sortie-guard 77 0 1 3720 600 - -");
    assertThat(report.alive()).isFalse();
    assertThat(report.keyWorks()).isFalse();
    assertThat(report.traffic()).isEmpty();
  }

  @Test
  void aKeyThatMayStartButNotReadIsProofAndSaysSo() {
    GuardReport report = report("sortie-guard 77 1 3 3720 600 - -");
    assertThat(report.isProof()).isTrue();
    assertThat(report.said()).startsWith("alive, with a key that may not read, ends it in ");
    assertThat(report("sortie-guard 77 0 3 3720 600 - -").isProof()).isFalse();
  }

  @Test
  void aRefusedKeyAndOneWithoutAnswerAreToldApart() {
    assertThat(report("sortie-guard 77 1 2 9 9 - -").said()).contains("refuses");
    assertThat(report("sortie-guard 77 1 0 9 9 - -").said()).contains("not yet answered");
  }
}
