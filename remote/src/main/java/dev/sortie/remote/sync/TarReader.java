package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Garbled;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the regular files of a tar stream from a stranger: ustar and GNU headers, pax path and
 * size. Ends only at the end of the stream, so that several archives in a row are read as one.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];

  TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * @param path raw, without a leading {@code ./}
   */
  record Entry(String path, char type, long size) {}

  /** The next entry; the caller must read its content, then call {@link #pad}. */
  Optional<Entry> next() throws IOException {
    String longName = "";
    long longSize = -1;
    for (int blocks = 0; ; blocks++) {
      if (blocks > Bounds.EMPTY_BLOCKS) {
        throw Bounds.passed("an archive without files");
      }
      int n = in.readNBytes(header, 0, BLOCK);
      if (n == 0) {
        return Optional.empty();
      }
      if (n < BLOCK) {
        throw new Cut("the archive ends in the middle of a header");
      }
      if (isZero()) {
        continue;
      }
      check();
      char type = (char) header[156];
      long size = number(124, 12);
      switch (type) {
        case 'L' -> longName = text(content(size));
        case 'K' -> content(size);
        case 'g' -> content(size);
        case 'x' -> {
          String pax = Names.ofBytes(content(size), 0, (int) size);
          longName = Pax.value(pax, "path").orElse(longName);
          longSize = Pax.value(pax, "size").map(TarReader::size).orElse(longSize);
        }
        default -> {
          String path = longName.isEmpty() ? name() : longName;
          boolean hasContent = type == '0' || type == '\0' || type == '7';
          long length = hasContent ? (longSize >= 0 ? longSize : size) : 0;
          if (length < 0) {
            throw new Garbled("the archive is garbled");
          }
          return Optional.of(
              new Entry(path.startsWith("./") ? path.substring(2) : path, type, length));
        }
      }
    }
  }

  /** What cannot be a size is none. */
  private static long size(String digits) {
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
  }

  /** Skips what fills the last block of a content of that size. */
  void pad(long size) throws IOException {
    int rest = (int) (size % BLOCK);
    if (rest > 0) {
      readFully(new byte[BLOCK - rest]);
    }
  }

  /** Some of the content, at most {@code left} bytes. */
  int read(byte[] to, long left) throws IOException {
    return read(to, 0, (int) Math.min(to.length, left));
  }

  int read(byte[] to, int from, int length) throws IOException {
    int n = in.read(to, from, length);
    if (n < 0) {
      throw new Cut("the archive ends in the middle of a file", new EOFException());
    }
    return n;
  }

  private void readFully(byte[] to) throws IOException {
    if (in.readNBytes(to, 0, to.length) < to.length) {
      throw new Cut("the archive ends in the middle of a file", new EOFException());
    }
  }

  private byte[] content(long size) throws IOException {
    if (size < 0 || size > LONGEST_NAME_BYTES) {
      throw new Garbled("the archive is garbled: a name of " + size + " bytes");
    }
    byte[] bytes = new byte[(int) size];
    readFully(bytes);
    pad(size);
    return bytes;
  }

  private String name() {
    String name = field(0, 100);
    boolean ustar = field(257, 6).equals("ustar") && header[263] == '0';
    String prefix = ustar ? field(345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String field(int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return Names.ofBytes(header, from, end - from);
  }

  private static String text(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return Names.ofBytes(bytes, 0, end);
  }

  private boolean isZero() {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void check() throws Garbled {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(148, 8)) {
      throw new Garbled("the archive is garbled");
    }
  }

  private long number(int from, int length) throws Garbled {
    if ((header[from] & 0x80) != 0) {
      long value = header[from] & 0x3f;
      for (int i = from + 1; i < from + length; i++) {
        value = value << 8 | header[i] & 0xff;
      }
      return value;
    }
    String octal = field(from, length).strip();
    try {
      return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new Garbled("the archive is garbled", e);
    }
  }
}
