package dev.sortie.recipes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersonFileTest {
  private static final String TEXT = "echo größe 日本 🎈\r\n# end\r\n";

  static Stream<Charset> charsets() {
    return Stream.of(UTF_8, UTF_16LE, UTF_16BE);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void aByteOrderMarkTellsTheFormAndIsNoText(Charset charset) {
    assertThat(PersonFile.decode("f", ("\ufeff" + TEXT).getBytes(charset))).isEqualTo(TEXT);
  }

  @Test
  void withoutAMarkItIsUtf8() {
    assertThat(PersonFile.decode("f", TEXT.getBytes(UTF_8))).isEqualTo(TEXT);
    assertThat(PersonFile.decode("f", new byte[0])).isEmpty();
  }

  @Test
  void whatIsNoTextIsNamedWithItsPlace() {
    byte[] latin = "# ok\necho gr\u00fc\u00dfe\n".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> PersonFile.decode("tasks.txt", latin))
        .isInstanceOf(BadTextException.class)
        .hasMessage("tasks.txt:2:8: the byte 0xFC is no UTF-8 text");
  }

  @Test
  void halfACharacterOfUtf16IsNamedWithItsPlace() {
    byte[] half = new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, '\n', 0, 'b', 0, 0, (byte) 0xDC};
    assertThatThrownBy(() -> PersonFile.decode("t", half))
        .isInstanceOf(BadTextException.class)
        .hasMessageStartingWith("t:2:2: ");
  }

  @Test
  void aFileThatEndsInTheMiddleOfACharacterIsRefused() {
    byte[] cut = new byte[] {'a', (byte) 0xC3};
    assertThatThrownBy(() -> PersonFile.decode("t", cut))
        .isInstanceOf(BadTextException.class)
        .hasMessageStartingWith("t:1:2: ");
  }

  @Test
  void aCommentMayHoldAnyBytes() {
    byte[] latin = "  # f\u00fcr mich\nA=1\n".getBytes(ISO_8859_1);
    assertThat(PersonFile.decode("f", latin)).endsWith("\nA=1\n");
  }
}
