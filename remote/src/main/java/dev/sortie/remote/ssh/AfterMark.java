package dev.sortie.remote.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Drops what comes before the mark: hosts and careless shell profiles print banners in front of a
 * command's output, on either stream.
 */
final class AfterMark extends FilterInputStream {
  /** Printed by every script before anything else. */
  static final String MARK = "\u0001sortie\u0002";

  private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);

  private final Runnable endless;
  private boolean passed;

  /**
   * @param endless called when more than a banner comes before the mark; the stream ends there
   */
  AfterMark(InputStream in, Runnable endless) {
    super(in);
    this.endless = endless;
  }

  @Override
  public int read() throws IOException {
    return pass() ? super.read() : -1;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    return pass() ? super.read(buffer, from, length) : -1;
  }

  private boolean pass() throws IOException {
    int matched = 0;
    for (int read = 0; !passed; read++) {
      if (read > Bounds.BANNER_BYTES) {
        endless.run();
        return false;
      }
      int next = in.read();
      if (next < 0) {
        return false;
      }
      // The first byte of the mark occurs nowhere else in it, so a mismatch restarts at 0 or 1.
      matched = next == MARK_BYTES[matched] ? matched + 1 : next == MARK_BYTES[0] ? 1 : 0;
      passed = matched == MARK_BYTES.length;
    }
    return true;
  }
}
