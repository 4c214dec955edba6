package dev.sortie.remote;

import dev.sortie.core.remote.SshAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Passes TCP on and cuts each connection after a number of bytes in both directions together; may
 * also fall silent without closing anything.
 */
final class CuttingProxy implements AutoCloseable {
  /** About 4 MB/s. */
  private static final Duration PAUSE_OF_A_SLOW_LINK = Duration.ofMillis(4);

  private final ServerSocket listening;
  private final int to;
  private final LongSupplier bytesUntilCut;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicLong passed = new AtomicLong();
  private final boolean gently;
  private volatile boolean silent;

  CuttingProxy(int to, LongSupplier bytesUntilCut) throws IOException {
    this(to, bytesUntilCut, false);
  }

  /**
   * @param gently a slow link, where what passed before a cut arrives; else all comes at once and
   *     resets may destroy what was not yet read
   */
  CuttingProxy(int to, LongSupplier bytesUntilCut, boolean gently) throws IOException {
    this.gently = gently;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.to = to;
    this.bytesUntilCut = bytesUntilCut;
    Thread.ofVirtual().start(this::accept);
  }

  SshAddress address() {
    return new SshAddress("127.0.0.1", listening.getLocalPort());
  }

  int cuts() {
    return cuts.get();
  }

  long passed() {
    return passed.get();
  }

  /** From now on nothing passes, though every connection stays open, and no new one is taken. */
  void fallSilent() throws IOException {
    silent = true;
    listening.close();
  }

  void cutAll() {
    for (Socket socket : open) {
      shut(socket);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        AtomicLong left = new AtomicLong(bytesUntilCut.getAsLong());
        Thread.ofVirtual().start(() -> pass(client, server, left));
        Thread.ofVirtual().start(() -> pass(server, client, left));
      } catch (IOException e) {
        // Closed, or the server is away: the client sees it.
      }
    }
  }

  private void pass(Socket from, Socket to, AtomicLong left) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        while (silent && !from.isClosed()) {
          Thread.sleep(20);
        }
        if (gently) {
          Thread.sleep(PAUSE_OF_A_SLOW_LINK);
        }
        long before = left.getAndAdd(-n);
        int allowed = (int) Math.clamp(before, 0, n);
        out.write(buffer, 0, allowed);
        passed.addAndGet(allowed);
        if (allowed < n) {
          // Both directions may run into the same cut.
          cuts.addAndGet(before >= 0 ? 1 : 0);
          if (gently) {
            drain(from, to);
          }
          break;
        }
      }
    } catch (IOException | InterruptedException e) {
      // The other direction was cut.
    } finally {
      shut(from);
      shut(to);
    }
  }

  /** Tells both ends that it is over, then waits for the answer of the one that is read here. */
  private static void drain(Socket from, Socket to) throws IOException {
    to.shutdownOutput();
    from.shutdownOutput();
    from.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void shut(Socket socket) {
    open.remove(socket);
    try {
      if (!gently) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      // Already closed.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cutAll();
  }
}
