package dev.sortie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      new Table()
          .text("GPU")
          .number("$/H")
          .flexible("WHERE")
          .row("RTX 3090", "0.189", "Texas, US")
          .row("A5000", "10.2", "日本");

  @Test
  void textStandsLeftAndFiguresRight() {
    assertThat(table.lines(Terminal.NONE))
        .containsExactly(
            "GPU         $/H  WHERE", "RTX 3090  0.189  Texas, US", "A5000      10.2  日本");
  }

  @Test
  void onANarrowTerminalTheFlexibleColumnGivesWay() {
    assertThat(table.lines(terminal(24)))
        .containsExactly(
            "GPU         $/H  WHERE", "RTX 3090  0.189  Texas,…", "A5000      10.2  日本");
  }

  @Test
  void columnsCountCharactersAsTheyAreSeen() {
    assertThat(Columns.width("日本")).isEqualTo(4);
    assertThat(Columns.width("e\u0301")).isEqualTo(1);
    assertThat(Columns.width("\u001b[1mbold\u001b[0m")).isEqualTo(4);
    assertThat(Columns.fit("\u001b[1mbold\u001b[0m text", 5))
        .isEqualTo("\u001b[1mbold\u001b[0m…\u001b[0m");
  }

  private static Terminal terminal(int width) {
    return new Terminal(true, true, true, Painter.PLAIN, Painter.PLAIN, () -> width);
  }
}
