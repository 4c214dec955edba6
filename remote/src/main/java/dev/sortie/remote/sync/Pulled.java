package dev.sortie.remote.sync;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/**
 * Remembers which version of which remote file lies here whole, in a note in {@link OwnFolder}.
 * Losing it costs time, never a file. Thread-safe.
 */
final class Pulled {
  static final int VERSION = 2;

  private final Path file;
  private final String remoteFolder;
  private final Map<String, Version> versions = new ConcurrentHashMap<>();

  private volatile boolean changed;

  private Pulled(Path file, String remoteFolder) {
    this.file = file;
    this.remoteFolder = remoteFolder;
  }

  /**
   * A remote file's size and time, and the time its copy has here.
   *
   * @param duringWork brought while tasks could still write: it is verified once more at the end
   */
  record Version(
      long size, long remoteMtimeNanos, long localMtimeNanos, String hash, boolean duringWork) {}

  static Pulled load(Path note, String remoteFolder) {
    Pulled pulled = new Pulled(note, remoteFolder);
    // The packing reads and writes as soon as it is made: what it stands on is closed by itself.
    try (InputStream packed = Files.newInputStream(pulled.file);
        DataInputStream in = new DataInputStream(new GZIPInputStream(packed, 64 * 1024))) {
      if (in.readInt() == VERSION && in.readUTF().equals(remoteFolder)) {
        for (int left = in.readInt(); left > 0; left--) {
          byte[] path = in.readNBytes(in.readInt());
          pulled.versions.put(
              Names.ofBytes(path, 0, path.length),
              new Version(
                  in.readLong(), in.readLong(), in.readLong(), in.readUTF(), in.readBoolean()));
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
    if (!version.equals(versions.put(path, version))) {
      changed = true;
    }
  }

  void remove(String path) {
    if (versions.remove(path) != null) {
      changed = true;
    }
  }

  /** Was the version that is known brought while tasks could still write? */
  boolean isDuringWork(String path) {
    return Optional.ofNullable(versions.get(path)).filter(Version::duringWork).isPresent();
  }

  /** What lies here under that name, when it is untouched since it came. */
  Optional<Version> untouched(String path, Path local) {
    return Optional.ofNullable(versions.get(path)).filter(version -> lies(version, local));
  }

  /** Does this very version lie here, untouched since? */
  boolean has(RemoteEntry remote, Path local) {
    Version version = versions.get(remote.path());
    return version != null
        && version.size == remote.size()
        && version.remoteMtimeNanos == remote.mtimeNanos()
        && lies(version, local);
  }

  private static boolean lies(Version version, Path local) {
    try {
      LocalEntry here = LocalFiles.look("", local);
      return here.kind() == Kind.FILE
          && here.size() == version.size
          && here.mtimeNanos() == version.localMtimeNanos;
    } catch (IOException e) {
      return false;
    }
  }

  /** Writes what is new since the last time. */
  void save() {
    if (!changed) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (OutputStream packed = Files.newOutputStream(next);
          DataOutputStream out = Packed.output(packed)) {
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
          out.writeUTF(entry.getValue().hash);
          out.writeBoolean(entry.getValue().duringWork);
        }
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      changed = false;
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + file, e);
    }
  }
}
