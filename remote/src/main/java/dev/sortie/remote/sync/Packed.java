package dev.sortie.remote.sync;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Lists that are written often and read once: packed fast rather than small. */
final class Packed {
  private Packed() {}

  static DataOutputStream output(OutputStream to) throws IOException {
    OutputStream packing =
        new GZIPOutputStream(to, 64 * 1024) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        };
    return new DataOutputStream(new BufferedOutputStream(packing, 64 * 1024));
  }
}
