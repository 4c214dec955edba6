package dev.sortie.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x0d, 0x1b, 0x7f, 0x80, 0x85, 0x90, 0x9b, 0x9f, 0xad, 0x061c, 0x200b,
        0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0xfeff, 0xd800,
        0xdfff, 0x3164, 0xe0001, 0xe0041, 0xe0100
      })
  void whatSteersTurnsOrHidesIsTakenOut(int point) {
    String text = "RTX" + new StringBuilder().appendCodePoint(point) + "4090";

    assertThat(Foreign.line(text).codePoints().noneMatch(Foreign::isHidden)).isTrue();
    assertThat(Foreign.visible(text)).isEqualTo("RTX4090");
  }

  @Test
  void whatPeopleWriteStays() {
    for (String text : new String[] {"Größe 数 عربي נ ह", "می\u200cخواهم", "👩\u200d🚀", "a🇩🇪b"}) {
      assertThat(Foreign.line(text)).isEqualTo(text);
    }
  }

  @Test
  void escapeSequencesGoWholeAndBreaksBecomeOneBlank() {
    assertThat(Foreign.line("\u001b[31mred\u001b[0m\r\n\tnext\u001b]0;title\u0007 \u009b2Jend"))
        .isEqualTo("red next end");
    assertThat(Foreign.line("a\u001b]0;never closed")).isEqualTo("a");
    assertThat(Foreign.line("a\u001bP1$r\u001b\\b\u001b(Bc\u001b7d")).isEqualTo("abcd");
  }

  @Test
  void aTextWithoutEndIsCutAndNeverInTheMiddleOfACharacter() {
    assertThat(Foreign.line("x".repeat(5_000_000))).isEqualTo("x".repeat(Foreign.LONGEST) + "…");
    assertThat(Foreign.line("a" + "🚀".repeat(10), 4)).isEqualTo("a🚀…");
    assertThat(Foreign.line("\u200b".repeat(10_000) + "x", 10)).isEqualTo("…");
  }
}
