package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.suite.Controls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlsTest {
  private static final long MOST = 6_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void withoutAnyOneProtectionALawIsSeenNotToHold(Protection off) {
    assertThat(Controls.one(off, MOST, 2).caught()).as(off.words()).isPresent();
  }
}
