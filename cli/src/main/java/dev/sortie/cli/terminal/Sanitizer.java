package dev.sortie.cli.terminal;

import dev.sortie.core.text.Foreign;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns bytes from a rented machine into harmless text: escape sequences, colours among them, and
 * all that {@link Foreign#isHidden} names are taken out, characters cut in two by a chunk border
 * are put together again. Line feeds, carriage returns and tabs stay. One stream each; not
 * thread-safe.
 */
final class Sanitizer {
  private enum State {
    TEXT,
    ESCAPE,
    /** Inside {@code ESC [ …}, up to a final byte. */
    SEQUENCE,
    /** Inside a string such as a window title, up to BEL, ST or the end of the line. */
    STRING
  }

  private static final char ESCAPE = '\u001b';
  private static final char BELL = '\u0007';

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private State state = State.TEXT;

  String clean(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
    in.put(rest).put(bytes, offset, length).flip();
    CharBuffer decoded = CharBuffer.allocate(in.remaining() + 1);
    decoder.decode(in, decoded, false);
    rest = ByteBuffer.allocate(in.remaining()).put(in).flip();
    decoded.flip();
    StringBuilder clean = new StringBuilder(decoded.length());
    decoded.codePoints().forEach(point -> accept(point, clean));
    return clean.toString();
  }

  private void accept(int c, StringBuilder clean) {
    switch (state) {
      case TEXT -> text(c, clean);
      case ESCAPE -> state = afterEscape(c);
      case SEQUENCE -> {
        if (c == '\n') {
          state = State.TEXT;
          clean.append((char) c);
        } else if (c >= 0x40 && c <= 0x7e) {
          state = State.TEXT;
        }
      }
      case STRING -> {
        if (c == '\n') {
          state = State.TEXT;
          clean.append((char) c);
        } else if (c == BELL || c == '\u009c') {
          state = State.TEXT;
        } else if (c == ESCAPE) {
          state = State.ESCAPE;
        }
      }
    }
  }

  private static State afterEscape(int c) {
    return switch (c) {
      case '[' -> State.SEQUENCE;
      case ']', 'P', 'X', '^', '_' -> State.STRING;
      case ESCAPE -> State.ESCAPE;
      // An intermediate such as in ESC ( B: one more character belongs to it.
      case ' ', '#', '%', '(', ')', '*', '+', '-', '.', '/' -> State.ESCAPE;
      default -> State.TEXT;
    };
  }

  private void text(int c, StringBuilder clean) {
    if (c == ESCAPE) {
      state = State.ESCAPE;
    } else if (c == '\u009b') {
      state = State.SEQUENCE;
    } else if (c == '\n' || c == '\r' || c == '\t') {
      clean.append((char) c);
    } else if (!Foreign.isHidden(c)) {
      clean.appendCodePoint(c);
    }
  }
}
