package dev.sortie.recipes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads text files as people's editors and shells write them: UTF-8 with or without a byte order
 * mark, and UTF-16 with one (Windows PowerShell's {@code >}). Whatever else is refused with its
 * place; only a line that is a comment ({@code #}) may hold any bytes, for nobody reads it.
 */
public final class PersonFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private PersonFile() {}

  /**
   * The text, without a byte order mark.
   *
   * @throws BadTextException with the first byte that is no text
   * @throws IOException when the file cannot be read
   */
  public static String read(Path file) throws IOException {
    return decode(file.toString(), Files.readAllBytes(file));
  }

  static String decode(String fileName, byte[] bytes) {
    if (begins(bytes, 0xFF, 0xFE)) {
      return strict(fileName, StandardCharsets.UTF_16LE, bytes, 2, bytes.length, 1);
    }
    if (begins(bytes, 0xFE, 0xFF)) {
      return strict(fileName, StandardCharsets.UTF_16BE, bytes, 2, bytes.length, 1);
    }
    StringBuilder text = new StringBuilder(bytes.length);
    int line = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = endOfLine(bytes, start);
      line++;
      if (isComment(bytes, start, end)) {
        text.append(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      } else {
        text.append(strict(fileName, StandardCharsets.UTF_8, bytes, start, end, line));
      }
      start = end;
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
        ? text.substring(1)
        : text.toString();
  }

  private static String strict(
      String fileName, Charset charset, byte[] bytes, int start, int end, int line) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
    CharBuffer out = CharBuffer.allocate(end - start + 1);
    CoderResult result = decoder.decode(in, out, true);
    String read = out.flip().toString();
    if (!result.isError()) {
      return read;
    }
    int before = (int) read.chars().filter(c -> c == '\n').count();
    int column = read.length() - (read.lastIndexOf('\n') + 1) + 1;
    throw new BadTextException(
        new Place(fileName, line + before, column), bytes[in.position()] & 0xFF, charset.name());
  }

  private static boolean begins(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  /** Behind the line feed, where there is one. */
  private static int endOfLine(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(bytes.length, at + 1);
  }

  private static boolean isComment(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at < end && bytes[at] == '#';
  }
}
