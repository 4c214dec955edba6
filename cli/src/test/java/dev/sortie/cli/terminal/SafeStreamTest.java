package dev.sortie.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeStreamTest {
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final SafeStream out = new SafeStream(raw);

  private String shown() {
    out.flush();
    return raw.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u001b[5A",
        "\u001b]0;title\u0007",
        "\u001b[6n",
        "\u001b[c",
        "\u001bc",
        "\r",
        "\b",
        "\u0007",
        "\u009b2J",
        "\u0090x\u009c",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u001b\u001b[6n",
        "\u001b[31\u001b[6n",
        "\u001b[?25l",
        "\ud800",
        "\udb40\udc41"
      })
  void nothingSteersOrHidesWhoeverPrintedIt(String evil) {
    out.print("a" + evil + "b");

    assertThat(shown()).startsWith("a").endsWith("b").doesNotContain("\r", "\u001b");
    assertThat(shown().codePoints().noneMatch(dev.sortie.core.text.Foreign::isHidden)).isTrue();
  }

  @Test
  void stylesAndTextPassAlsoByteByByte() {
    String text = "\u001b[1;31mGröße 🚀\u001b[0m\tx\n";
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.write(b);
    }

    assertThat(shown()).isEqualTo(text);
  }

  @Test
  void theLiveViewSteersInOrderWithWhatIsPrinted() {
    out.print("one");
    SafeStream.steer(out, "\r\u001b[J");
    out.print("two");

    assertThat(shown()).isEqualTo("one\r\u001b[Jtwo");
  }

  @Test
  void aPrintedLineIsOneLineWhateverStandsInIt() {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try (SafeStream out = new SafeStream(raw)) {
      out.println("home    evil\nreceipt $0.00 of $1.00");
      out.println((Object) "a\r\nb");
      out.print("one\ntwo\n");
    }
    assertThat(raw.toString(StandardCharsets.UTF_8))
        .isEqualTo("home    evil receipt $0.00 of $1.00\na b\none\ntwo\n");
  }
}
