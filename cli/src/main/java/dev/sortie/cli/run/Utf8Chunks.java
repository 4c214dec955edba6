package dev.sortie.cli.run;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns a stream of bytes that is cut anywhere into text, without breaking a character. */
final class Utf8Chunks {
  private static final int LONGEST_REST_BYTES = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] rest = new byte[0];

  /** The characters that are whole by now. */
  String add(byte[] chunk) {
    ByteBuffer in = ByteBuffer.allocate(rest.length + chunk.length).put(rest).put(chunk).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST_REST_BYTES);
    decoder.decode(in, out, false);
    rest = new byte[in.remaining()];
    in.get(rest);
    return out.flip().toString();
  }

  /** What never became a character. */
  String end() {
    int lost = rest.length;
    rest = new byte[0];
    decoder.reset();
    return lost == 0 ? "" : "\uFFFD";
  }
}
