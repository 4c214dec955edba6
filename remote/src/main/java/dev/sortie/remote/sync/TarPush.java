package dev.sortie.remote.sync;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Reply;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends many entries as one tar stream, reading ahead on other threads. */
final class TarPush {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int BLOCK_ENTRIES = 500;
  private static final int READ_AHEAD = 6;

  private final Link link;
  private final Scripts scripts;
  private final Steady progress;
  private final Patience patience;

  TarPush(Link link, Scripts scripts, Steady progress, Patience patience) {
    this.link = link;
    this.scripts = scripts;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * @param sent takes what may be there, also when it was cut
   */
  void send(List<LocalEntry> entries, List<Sent> sent) throws IOException {
    Reply reply = link.ask(scripts.of("unpack"), in -> stream(entries, in, sent));
    scripts.check(link, reply, "cannot write to");
  }

  private void stream(List<LocalEntry> entries, OutputStream in, List<Sent> sent)
      throws IOException {
    Queue<Future<TarBlock>> ahead = new ArrayDeque<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (List<LocalEntry> block : blocks(entries)) {
          ahead.add(readers.submit(() -> TarBlock.read(block)));
          if (ahead.size() > READ_AHEAD) {
            write(ahead.remove(), in, sent);
          }
        }
        while (!ahead.isEmpty()) {
          write(ahead.remove(), in, sent);
        }
      } finally {
        ahead.forEach(f -> f.cancel(true));
      }
    }
    new TarWriter(in).end();
  }

  private void write(Future<TarBlock> reading, OutputStream in, List<Sent> sent)
      throws IOException {
    TarBlock block = await(reading);
    sent.addAll(block.sent());
    in.write(block.bytes());
    in.flush();
    patience.moved();
    for (Sent one : block.sent()) {
      if (one.entry().kind() == Kind.FILE) {
        progress.moved(1, one.entry().size(), one.entry().path());
      }
    }
  }

  private static TarBlock await(Future<TarBlock> reading) throws InterruptedIOException {
    try {
      return reading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RemoteException known) {
        throw known;
      }
      throw new IllegalStateException("reading ahead failed", e.getCause());
    }
  }

  private static List<List<LocalEntry>> blocks(List<LocalEntry> entries) {
    List<List<LocalEntry>> blocks = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      bytes += entries.get(i).size() + 512;
      if (bytes >= BLOCK_BYTES || i - from + 1 >= BLOCK_ENTRIES || i == entries.size() - 1) {
        blocks.add(entries.subList(from, i + 1));
        from = i + 1;
        bytes = 0;
      }
    }
    return blocks;
  }
}
