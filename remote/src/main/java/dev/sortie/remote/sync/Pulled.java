package dev.sortie.remote.sync;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/**
 * Remembers which version of which remote file lies here whole, in {@code .sortie-pull} beside the
 * files. Losing it costs time, never a file. Thread-safe.
 */
final class Pulled {
  private static final int VERSION = 1;

  private final Path file;
  private final String remoteFolder;
  private final Map<String, Version> versions = new ConcurrentHashMap<>();

  private Pulled(Path file, String remoteFolder) {
    this.file = file;
    this.remoteFolder = remoteFolder;
  }

  /** A remote file's size and time, and the time its copy has here. */
  record Version(long size, long remoteMtimeNanos, long localMtimeNanos) {}

  static Pulled load(Path folder, String remoteFolder) {
    Pulled pulled = new Pulled(folder.resolve(Parts.PULLED), remoteFolder);
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(pulled.file), 64 * 1024))) {
      if (in.readInt() == VERSION && in.readUTF().equals(remoteFolder)) {
        for (int left = in.readInt(); left > 0; left--) {
          byte[] path = in.readNBytes(in.readInt());
          pulled.versions.put(
              Names.ofBytes(path, 0, path.length),
              new Version(in.readLong(), in.readLong(), in.readLong()));
        }
      }
    } catch (NoSuchFileException e) {
      return pulled;
    } catch (IOException e) {
      pulled.versions.clear();
    }
    return pulled;
  }

  void put(String path, Version version) {
    versions.put(path, version);
  }

  /** Does this very version lie here, untouched since? */
  boolean has(RemoteEntry remote, Path local) {
    Version version = versions.get(remote.path());
    if (version == null
        || version.size != remote.size()
        || version.remoteMtimeNanos != remote.mtimeNanos()) {
      return false;
    }
    try {
      LocalEntry here = LocalFiles.look(remote.path(), local);
      return here.kind() == Kind.FILE
          && here.size() == version.size
          && here.mtimeNanos() == version.localMtimeNanos;
    } catch (IOException e) {
      return false;
    }
  }

  void save() {
    Path next = file.resolveSibling(Parts.PART + "state");
    try {
      try (DataOutputStream out = Packed.output(Files.newOutputStream(next))) {
        out.writeInt(VERSION);
        out.writeUTF(remoteFolder);
        out.writeInt(versions.size());
        for (var entry : versions.entrySet()) {
          byte[] path = Names.bytes(entry.getKey());
          out.writeInt(path.length);
          out.write(path);
          out.writeLong(entry.getValue().size);
          out.writeLong(entry.getValue().remoteMtimeNanos);
          out.writeLong(entry.getValue().localMtimeNanos);
        }
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + file, e);
    }
  }
}
