package dev.sortie.remote.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * What we own in a remote folder: all that we sent and saw arrive. Kept on the machine, so that any
 * controller can go on.
 */
final class Manifest {
  private static final int VERSION = 1;

  private final Map<String, Owned> owned;

  Manifest(Map<String, Owned> owned) {
    this.owned = Collections.unmodifiableMap(owned);
  }

  /**
   * @param mtimeNanos of the local file when it was sent; the remote one has the whole seconds
   */
  record Owned(Kind kind, long size, long mtimeNanos, int mode, String target) {
    static Owned of(LocalEntry entry) {
      return new Owned(
          entry.kind(), entry.size(), entry.mtimeNanos(), entry.mode(), entry.target());
    }

    /** Is the remote one still as we left it? */
    boolean isStill(RemoteEntry there) {
      return there.kind() == kind
          && switch (kind) {
            case FILE ->
                there.size() == size
                    && there.mtimeSeconds() == Math.floorDiv(mtimeNanos, 1_000_000_000L)
                    && there.mode() == mode;
            case FOLDER -> true;
            case LINK -> there.target().equals(target);
            case OTHER -> false;
          };
    }
  }

  Map<String, Owned> owned() {
    return owned;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = Packed.output(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(owned.size());
      for (var entry : owned.entrySet()) {
        Owned one = entry.getValue();
        write(out, entry.getKey());
        out.writeByte(one.kind.ordinal());
        out.writeLong(one.size);
        out.writeLong(one.mtimeNanos);
        out.writeShort(one.mode);
        write(out, one.target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An unreadable manifest owns nothing: then all is compared by hash and sent again. */
  static Manifest of(byte[] bytes) {
    Map<String, Owned> owned = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes), 64 * 1024))) {
      if (in.readInt() != VERSION) {
        return new Manifest(Map.of());
      }
      for (int left = in.readInt(); left > 0; left--) {
        String path = read(in);
        Kind kind = Kind.values()[in.readByte()];
        owned.put(
            path, new Owned(kind, in.readLong(), in.readLong(), in.readShort() & 0777, read(in)));
      }
      return new Manifest(owned);
    } catch (IOException | ArrayIndexOutOfBoundsException e) {
      return new Manifest(Map.of());
    }
  }

  private static void write(DataOutputStream out, String raw) throws IOException {
    out.writeInt(raw.length());
    out.writeBytes(raw);
  }

  private static String read(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(in.readInt());
    return Names.ofBytes(bytes, 0, bytes.length);
  }
}
