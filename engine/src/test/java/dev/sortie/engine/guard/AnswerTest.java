package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.GuardRevival;
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
        report(
            "Welcome to vast.ai.\nHave fun!\r\nsortie-guard 77 1 1 3720 600 123 45 1 0 -\r\nbye");
    assertThat(report.isProof()).isTrue();
    assertThat(report.traffic()).contains(new Traffic(123, 45));
    assertThat(report.said())
        .isEqualTo("alive, ends it in 1 h 02 min or 10 min after we fall silent");
  }

  @Test
  void aMachineThatIsKeptIsToldThatSilenceDoesNotEndIt() {
    assertThat(report("sortie-guard 77 1 1 3720 2592000 123 45 1 0 -").said())
        .isEqualTo("alive, ends it in 1 h 02 min, silent or not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sortie-guard 78 1 1 3720 600 123 45 1 0 -",
        "sortie-guard 77 1 1 3720",
        "x sortie-guard 77 1 1 3720 600 123 45 1 0 -",
        "sortie-guard 77 1 4 3720 600 123 45 1 0 -",
        "sortie-guard 77 1 1 99999999999 600 123 45 1 0 -"
      })
  void anotherLineIsNone(String printed) {
    assertThat(Answer.in(printed, 77)).isEmpty();
  }

  @Test
  void aKeyThatWorkedProvesNothingOnceNobodyTakesTheSign() {
    GuardReport report = report("sortie-guard 77 0 1 3720 600 - - 1 0 -");
    assertThat(report.alive()).isFalse();
    assertThat(report.keyWorks()).isFalse();
    assertThat(report.traffic()).isEmpty();
  }

  @Test
  void aKeyThatMayStartButNotReadIsProofAndSaysSo() {
    GuardReport report = report("sortie-guard 77 1 3 3720 600 - - 1 0 -");
    assertThat(report.isProof()).isTrue();
    assertThat(report.said()).startsWith("alive, with a key that may not read, ends it in ");
    assertThat(report("sortie-guard 77 0 3 3720 600 - - 1 0 -").isProof()).isFalse();
  }

  @Test
  void howOftenItWasBroughtBackThereIsTold() {
    assertThat(report("sortie-guard 77 1 1 9 9 - - 1 0 -").revival()).isEmpty();
    assertThat(report("sortie-guard 77 1 1 9 9 - - 1 12 frozen").revival())
        .contains(new GuardRevival(12, true));
    assertThat(report("sortie-guard 77 1 1 9 9 - - 0 1 dead").revival())
        .contains(new GuardRevival(1, false));
    assertThat(Answer.in("sortie-guard 77 1 1 9 9 - - 1 9999999999 dead", 77)).isEmpty();
  }

  @Test
  void aRefusedKeyAndOneWithoutAnswerAreToldApart() {
    assertThat(report("sortie-guard 77 1 2 9 9 - - 1 0 -").said()).contains("refuses");
    assertThat(report("sortie-guard 77 1 0 9 9 - - 1 0 -").said()).contains("not yet answered");
  }
}
