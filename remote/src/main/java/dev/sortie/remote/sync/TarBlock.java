package dev.sortie.remote.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A stretch of a tar stream, read ahead: whole entries and what was seen of them. */
record TarBlock(byte[] bytes, List<Sent> sent) {

  /** Reads the files; those that are gone are left out. */
  static TarBlock read(List<LocalEntry> entries) throws IOException {
    long size = entries.stream().mapToLong(e -> e.size() + 1536).sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) size);
    TarWriter tar = new TarWriter(bytes);
    List<Sent> sent = new ArrayList<>(entries.size());
    for (LocalEntry entry : entries) {
      switch (entry.kind()) {
        case FOLDER -> {
          tar.folder(entry.path(), entry.mode(), entry.mtimeSeconds());
          sent.add(new Sent(entry, "", true, true));
        }
        case LINK -> {
          tar.link(entry.path(), entry.target(), entry.mtimeSeconds());
          sent.add(new Sent(entry, "", true, true));
        }
        case FILE -> file(entry, tar, bytes, sent);
        case OTHER -> throw new IllegalArgumentException("never sent: " + entry.path());
      }
    }
    return new TarBlock(bytes.toByteArray(), sent);
  }

  private static void file(
      LocalEntry entry, TarWriter tar, ByteArrayOutputStream bytes, List<Sent> sent)
      throws IOException {
    byte[] content;
    LocalEntry after;
    try (InputStream in = LocalFiles.open(entry.file())) {
      content = in.readNBytes((int) entry.size());
      after = LocalFiles.look(entry.path(), entry.file());
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw LocalFiles.failure("cannot read " + Names.shown(entry.path()), e);
    }
    boolean settled = after.equals(entry) && content.length == entry.size();
    if (content.length < entry.size()) {
      content = Arrays.copyOf(content, (int) entry.size());
    }
    tar.file(entry.path(), entry.mode(), entry.mtimeSeconds(), content.length);
    bytes.write(content);
    tar.pad(content.length);
    String hash = HexFormat.of().formatHex(Parts.sha256().digest(content));
    sent.add(new Sent(entry, hash, settled, false));
  }
}
