package dev.sortie.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdviceTest {
  @Test
  void inPracticeACommandThatLooksAtTheMarketOrTheJournalSaysSo() {
    Advice practice = new Advice(true);
    assertThat(practice.in("sortie logs j, then run it again"))
        .isEqualTo("sortie logs --practice j, then run it again");
    assertThat(practice.in("`sortie ps`, then sortie down LEASE or --all"))
        .isEqualTo("`sortie ps --practice`, then sortie down --practice LEASE or --all");
    assertThat(practice.in("sortie run --practice -- true"))
        .isEqualTo("sortie run --practice -- true");
  }

  @Test
  void whatIsNoSuchCommandStaysAsItIs() {
    String text = "another sortie has taken over; `sortie help run`, sortie-sim, sortie psalm";
    assertThat(new Advice(true).in(text)).isEqualTo(text);
  }

  @Test
  void onTheRealMarketNothingIsAdded() {
    assertThat(new Advice(false).in("sortie ps")).isEqualTo("sortie ps");
  }
}
