package dev.sortie.remote.sync;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes a tar stream that GNU, busybox and BSD tar read: ustar headers, GNU long names. Owner is
 * always root, times are whole seconds.
 */
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final byte[] ZEROS = new byte[2 * BLOCK];

  private final OutputStream out;
  private final byte[] header = new byte[BLOCK];

  TarWriter(OutputStream out) {
    this.out = out;
  }

  void folder(String path, int mode, long mtimeSeconds) throws IOException {
    header(path + "/", '5', mode, mtimeSeconds, 0, "");
  }

  void link(String path, String target, long mtimeSeconds) throws IOException {
    header(path, '2', 0777, mtimeSeconds, 0, target);
  }

  /** Exactly {@code size} bytes of content must follow, then {@link #pad}. */
  void file(String path, int mode, long mtimeSeconds, long size) throws IOException {
    header(path, '0', mode, mtimeSeconds, size, "");
  }

  void pad(long size) throws IOException {
    int rest = (int) (size % BLOCK);
    if (rest > 0) {
      out.write(ZEROS, 0, BLOCK - rest);
    }
  }

  void end() throws IOException {
    out.write(ZEROS);
    out.flush();
  }

  private void header(String path, char type, int mode, long mtimeSeconds, long size, String target)
      throws IOException {
    byte[] name = Names.bytes("./" + path);
    byte[] link = Names.bytes(target);
    if (link.length > NAME_BYTES) {
      longName('K', link);
    }
    if (name.length > NAME_BYTES) {
      longName('L', name);
    }
    block(name, type, mode, mtimeSeconds, size, link);
  }

  private void longName(char type, byte[] name) throws IOException {
    block(Names.bytes("././@LongLink"), type, 0644, 0, name.length + 1L, new byte[0]);
    out.write(name);
    out.write(0);
    pad(name.length + 1L);
  }

  private void block(byte[] name, char type, int mode, long mtime, long size, byte[] link)
      throws IOException {
    Arrays.fill(header, (byte) 0);
    System.arraycopy(name, 0, header, 0, Math.min(name.length, NAME_BYTES));
    number(mode, 100, 8);
    number(0, 108, 8);
    number(0, 116, 8);
    number(size, 124, 12);
    number(mtime, 136, 12);
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    System.arraycopy(link, 0, header, 157, Math.min(link.length, NAME_BYTES));
    byte[] magic = Names.bytes("ustar  ");
    System.arraycopy(magic, 0, header, 257, magic.length);
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    number(sum, 148, 7);
    out.write(header);
  }

  /** Octal; what does not fit (8 GiB, times before 1970) in GNU's base 256. */
  private void number(long value, int at, int length) {
    if (value < 0 || value >= 1L << (3 * (length - 1))) {
      long rest = value;
      for (int i = length - 1; i > 0; i--) {
        header[at + i] = (byte) rest;
        rest >>= 8;
      }
      header[at] = (byte) (value < 0 ? 0xff : 0x80);
      return;
    }
    long rest = value;
    for (int i = length - 2; i >= 0; i--) {
      header[at + i] = (byte) ('0' + (rest & 7));
      rest >>= 3;
    }
  }
}
