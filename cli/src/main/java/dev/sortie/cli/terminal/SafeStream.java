package dev.sortie.cli.terminal;

import dev.sortie.core.text.Foreign;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The only way to this process's terminal. Whatever is printed, nothing hidden and nothing that
 * steers gets through but line feeds, tabs and styles: so no text of a stranger does, whoever
 * forgot to clean it. What draws the live view steers on purpose, by {@link #steer}.
 */
public final class SafeStream extends PrintStream {
  private final OutputStream raw;

  public SafeStream(OutputStream raw) {
    super(new Filter(raw), true, StandardCharsets.UTF_8);
    this.raw = raw;
  }

  /**
   * One line, whatever stands in it: a name with a line feed in it forges none. Several lines are
   * printed one by one, or by {@link #print(String)}.
   */
  @Override
  public void println(String text) {
    super.println(onOneLine(text));
  }

  @Override
  public void println(Object text) {
    super.println(onOneLine(String.valueOf(text)));
  }

  private static String onOneLine(String text) {
    return text == null ? "null" : text.replace('\n', ' ');
  }

  /** Moves the cursor: our own sequences alone. */
  static void steer(PrintStream out, String sequence) {
    if (!(out instanceof SafeStream safe)) {
      out.print(sequence);
      return;
    }
    try {
      safe.raw.write(sequence.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      safe.setError();
    }
  }

  /** Passes text and styles ({@code ESC [ … m}) on. */
  private static final class Filter extends OutputStream {
    private static final int LONGEST_STYLE = 20;

    private final OutputStream raw;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder style = new StringBuilder();
    private ByteBuffer rest = ByteBuffer.allocate(0);

    Filter(OutputStream raw) {
      this.raw = raw;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
      in.put(rest).put(bytes, offset, length).flip();
      CharBuffer decoded = CharBuffer.allocate(in.remaining() + 1);
      decoder.decode(in, decoded, false);
      rest = ByteBuffer.allocate(in.remaining()).put(in).flip();
      StringBuilder safe = new StringBuilder(decoded.flip().length());
      decoded.codePoints().forEach(point -> accept(point, safe));
      raw.write(safe.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void accept(int point, StringBuilder safe) {
      if (style.isEmpty()) {
        text(point, safe);
        return;
      }
      style.appendCodePoint(point);
      if (point == 'm' && style.length() > 2) {
        safe.append(style);
        style.setLength(0);
      } else if (!isStyle(point)) {
        String broken = style.substring(1);
        style.setLength(0);
        broken.codePoints().forEach(one -> text(one, safe));
      }
    }

    private boolean isStyle(int point) {
      return style.length() == 2
          ? point == '['
          : style.length() <= LONGEST_STYLE && (point == ';' || (point >= '0' && point <= '9'));
    }

    private void text(int point, StringBuilder safe) {
      if (point == '\u001b') {
        style.append('\u001b');
      } else if (point == '\n' || point == '\t' || !Foreign.isHidden(point)) {
        safe.appendCodePoint(point);
      }
    }

    @Override
    public void flush() throws IOException {
      raw.flush();
    }

    @Override
    public void close() throws IOException {
      raw.close();
    }
  }
}
