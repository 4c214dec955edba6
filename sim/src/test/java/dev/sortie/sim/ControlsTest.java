package dev.sortie.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.suite.Controls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlsTest {
  private static final long MOST = 6_000;

  /**
   * MOVED is not caught by random lives any more; docs/simulation.md says so (MovedTest holds it).
   */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "MOVED"})
  void withoutAnyOneProtectionALawIsSeenNotToHold(Protection off) {
    assertThat(Controls.one(off, MOST, 2).caught()).as(off.words()).isPresent();
  }
}
