package dev.sortie.remote.sync;

import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * File names as the bytes they are. A raw name is a string whose chars are the bytes of the name,
 * so names that are no valid UTF-8 survive both ways.
 */
final class Names {
  private static final char REPLACEMENT = '\uFFFD';

  private Names() {}

  /** The raw form of a path's last name. */
  static String raw(Path path) {
    String text = String.valueOf(path.getFileName());
    return isAscii(text) ? text : afterSlash(rawWhole(path, text));
  }

  /** The raw form of a link's target, which is no path of ours. */
  static String rawTarget(Path target) {
    String text = target.toString();
    if (isAscii(text) || text.indexOf(REPLACEMENT) < 0) {
      return raw(text);
    }
    String base = Path.of("").toAbsolutePath().toUri().getRawPath();
    String whole = decode(target.toUri().getRawPath());
    return target.isAbsolute() ? whole : whole.substring(decode(base).length());
  }

  static String raw(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String raw) {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String ofBytes(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  /** For a person. */
  static String shown(String raw) {
    return isAscii(raw) ? raw : new String(bytes(raw), StandardCharsets.UTF_8);
  }

  /** The file of that raw relative name below {@code folder}. */
  static Path below(Path folder, String raw) {
    if (isAscii(raw)) {
      return folder.resolve(raw);
    }
    StringBuilder uri = new StringBuilder(folder.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte b : bytes(raw)) {
      if (b == '/' || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z')) {
        uri.append((char) b);
      } else {
        uri.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
      }
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static String rawWhole(Path path, String text) {
    if (text.indexOf(REPLACEMENT) < 0 && encodable(text)) {
      return raw(path.toString());
    }
    // Only the URI form shows the bytes of a name that the locale cannot decode.
    return decode(path.toUri().getRawPath());
  }

  private static boolean encodable(String text) {
    try {
      StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String afterSlash(String raw) {
    String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private static String decode(String percent) {
    StringBuilder raw = new StringBuilder(percent.length());
    for (int i = 0; i < percent.length(); i++) {
      if (percent.charAt(i) == '%') {
        raw.append((char) Integer.parseInt(percent, i + 1, i + 3, 16));
        i += 2;
      } else {
        raw.append(percent.charAt(i));
      }
    }
    return raw.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
