package dev.sortie.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private static final Painter COLOURS = new Painter(true);

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(screen, true, UTF_8);
  private final AtomicInteger width = new AtomicInteger(40);
  private final SettableClock clock = new SettableClock();

  private LiveView onTerminal() {
    return new LiveView(out, new Terminal(true, true, true, COLOURS, COLOURS, width::get), clock);
  }

  private LiveView piped() {
    return new LiveView(out, Terminal.NONE, clock);
  }

  private String shown() {
    String text = screen.toString(UTF_8);
    screen.reset();
    return text;
  }

  @Test
  void aLineIsPrintedAboveTheStatus() {
    LiveView view = onTerminal();
    view.status("0:01");
    assertThat(shown()).isEqualTo("0:01");
    view.line("rent");
    assertThat(shown()).isEqualTo("\r\u001b[Jrent\n0:01");
    view.close();
    assertThat(shown()).isEqualTo("\r\u001b[J");
  }

  @Test
  void aStatusThatStaysTheSameIsNotDrawnAgain() {
    LiveView view = onTerminal();
    view.status("same");
    shown();
    view.tick();
    assertThat(shown()).isEmpty();
  }

  @Test
  void aStatusOfTwoLinesIsErasedWhole() {
    LiveView view = onTerminal();
    view.status(() -> List.of("a", "b"));
    shown();
    view.line("x");
    assertThat(shown()).isEqualTo("\u001b[1A\r\u001b[Jx\na\nb");
  }

  @Test
  void aStatusWiderThanTheTerminalIsCut() {
    onTerminal().status("x".repeat(100));
    assertThat(shown()).isEqualTo("x".repeat(38) + "…");
  }

  @Test
  void afterTheWindowShrankTheRowsOfTheOldStatusAreErased() {
    LiveView view = onTerminal();
    view.status("x".repeat(39));
    shown();
    width.set(20);
    view.tick();
    assertThat(shown()).startsWith("\u001b[1A\r\u001b[J").endsWith("x".repeat(18) + "…");
  }

  @Test
  void pipedThereAreNoControlCodesAndOneStatusEachTenSeconds() {
    LiveView view = piped();
    for (int second = 0; second < 25; second++) {
      view.status(second + " s");
      clock.advance(Duration.ofSeconds(1));
    }
    view.line("done");
    view.close();
    assertThat(shown()).isEqualTo("10 s\n20 s\ndone\n");
  }

  @Test
  void outputIsPrefixedLineByLineAndHeldUntilTheLineIsWhole() {
    LiveView view = piped();
    TaskPane pane = view.output("│ ");
    pane.write("hel".getBytes(UTF_8));
    assertThat(shown()).isEmpty();
    pane.write("lo\nwor".getBytes(UTF_8));
    assertThat(shown()).isEqualTo("│ hello\n");
    pane.close();
    assertThat(shown()).isEqualTo("│ wor\n");
  }

  @Test
  void anUnfinishedLineIsShownWhenNothingMoreComes() {
    LiveView view = piped();
    TaskPane pane = view.output("│ ");
    pane.write("Continue? ".getBytes(UTF_8));
    clock.advance(LiveView.HOLD);
    view.tick();
    assertThat(shown()).isEqualTo("│ Continue? \n");
  }

  @Test
  void aProgressBarLeavesOnlyItsLastState() {
    LiveView view = piped();
    TaskPane pane = view.output("│ ");
    pane.write("10%\r".getBytes(UTF_8));
    clock.advance(LiveView.HOLD);
    view.tick();
    pane.write("50%\r100%\r\ndone\r\n".getBytes(UTF_8));
    assertThat(shown()).isEqualTo("│ 100%\n│ done\n");
  }

  @Test
  void onATerminalAProgressBarMovesInTheStatus() {
    LiveView view = onTerminal();
    view.status("0:01");
    shown();
    TaskPane pane = view.output("│ ");
    pane.write("10%\r".getBytes(UTF_8));
    assertThat(shown()).isEqualTo("\r\u001b[J│ 10%\n0:01");
    pane.write("20%\r".getBytes(UTF_8));
    assertThat(shown()).isEqualTo("\u001b[1A\r\u001b[J│ 20%\n0:01");
  }

  @Test
  void aStrangersControlCodesNeverArrive() {
    LiveView view = piped();
    view.output("")
        .write(
            "a\u001b[2Jb\u001b]0;title\u0007c\u001b[1;31md\u0008e\u202ef\u001bPx\u001b\\g\u009b1mh\n"
                .getBytes(UTF_8));
    assertThat(shown()).isEqualTo("abcdefgh\n");
  }

  @Test
  void anEscapeSequenceCutInTwoIsStillTakenOut() {
    LiveView view = piped();
    TaskPane pane = view.output("");
    pane.write("a\u001b[3".getBytes(UTF_8));
    pane.write("1mb\n".getBytes(UTF_8));
    assertThat(shown()).isEqualTo("ab\n");
  }

  @Test
  void charactersCutInTwoArePutTogether() {
    LiveView view = piped();
    TaskPane pane = view.output("");
    for (byte one : "é€😀\n".getBytes(UTF_8)) {
      pane.write(new byte[] {one});
    }
    assertThat(shown()).isEqualTo("é€😀\n");
  }

  @Test
  void bytesThatAreNoTextAreReplaced() {
    piped().output("").write(new byte[] {'a', (byte) 0xff, 'b', '\n'});
    assertThat(shown()).isEqualTo("a\ufffdb\n");
  }

  @Test
  void aLineWithoutEndIsShownInPieces() {
    piped().output("").write("x".repeat(40_000).getBytes(UTF_8));
    assertThat(shown().lines()).hasSize(2).allMatch(line -> line.length() == 16_384);
  }

  /** A clock that a test moves. */
  private static final class SettableClock extends Clock {
    private Instant now = Instant.EPOCH;

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
