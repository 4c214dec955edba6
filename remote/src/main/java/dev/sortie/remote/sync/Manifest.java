package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Bounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
        new DataInputStream(
            new Bounded(new GZIPInputStream(new ByteArrayInputStream(bytes), 64 * 1024)))) {
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

  /** A few kilobytes may unpack to gigabytes. */
  private static final class Bounded extends FilterInputStream {
    private long left = Bounds.MANIFEST_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int n = super.read(to, from, length);
      left -= Math.max(0, n);
      if (left < 0) {
        throw new IOException("the manifest has no end");
      }
      return n;
    }
  }

  private static String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > Bounds.FIELD_BYTES) {
      throw new IOException("no name is that long");
    }
    byte[] bytes = in.readNBytes(length);
    return Names.ofBytes(bytes, 0, bytes.length);
  }
}
