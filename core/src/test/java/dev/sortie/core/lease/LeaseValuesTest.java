package dev.sortie.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LeaseValuesTest {
  @Test
  void anIdIsWrittenAsItIs() {
    assertThat(new LeaseId("abcd1234")).hasToString("abcd1234");
  }

  @Test
  void aLeaseThatWasNeverOpenedHasNoTerms() {
    assertThatThrownBy(Lease.UNOPENED::openedTerms)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("never opened");
  }

  @Test
  void beforeTheFirstSignOfLifeAGuardWaitsForTheBootToo() {
    assertThat(GuardTerms.of(Duration.ofMinutes(10)))
        .isEqualTo(new GuardTerms(Duration.ofMinutes(10), Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @EnumSource(
      value = EndReason.Kind.class,
      names = {"DONE", "ASKED", "CEILING", "RUN_FAILED", "BAD_IMAGE", "NOT_NEEDED", "STRAY"})
  void noOtherMachineWouldHaveDoneBetter(EndReason.Kind kind) {
    assertThat(kind.isMachinesFault()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = EndReason.Kind.class,
      names = {
        "CONTAINER_FAILED",
        "STUCK_LOADING",
        "SSH_NEVER_UP",
        "INSTANCE_LOST",
        "LEFTOVER",
        "NO_GUARD"
      })
  void anotherMachineMayDoBetter(EndReason.Kind kind) {
    assertThat(kind.isMachinesFault()).isTrue();
  }
}
