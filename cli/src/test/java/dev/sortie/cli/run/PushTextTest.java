package dev.sortie.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.remote.PushSize;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent is said before the question. */
class PushTextTest {
  private static PushSize size(int files, List<String> secrets) {
    return new PushSize(
        files,
        7_000_000,
        List.of(new PushSize.Sized("a.bin", 6_000_000), new PushSize.Sized("b\n\u001b[2J", 2)),
        secrets,
        List.of("data"),
        List.of(),
        List.of("s (socket)"));
  }

  @Test
  void theLargestAndWhatStaysAreNamed() {
    assertThat(PushText.lines(size(3, List.of(".env", "x.pem"))))
        .hasSize(4)
        .satisfies(lines -> {
          assertThat(lines.getFirst()).startsWith("largest: a.bin 6.0 MB, b");
          assertThat(lines.get(1)).isEqualTo("kept here, they look secret: .env, x.pem");
          assertThat(lines.get(2)).isEqualTo("links that point outside, sent as links: data");
          assertThat(lines.get(3)).isEqualTo("stays here: s (socket)");
        })
        .noneMatch(line -> line.contains("\n") || line.contains("\u001b"));
  }

  @Test
  void manyNamesAreCountedAndNothingIsSaidOfNothing() {
    List<String> many = List.of("1", "2", "3", "4", "5", "6", "7");
    assertThat(PushText.lines(size(2, many)).getFirst()).endsWith("1, 2, 3, 4, 5 and 2 more");
    assertThat(PushText.lines(PushSize.NOTHING)).isEmpty();
  }
}
