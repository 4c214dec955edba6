package dev.sortie.remote.sync;

import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Garbled;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Reply;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads what a function of our scripts prints, goes on after a cut with the byte where it stopped,
 * and proves by hash that what was read in several goes is one list. For one thread.
 */
final class LongList {
  private static final int LONGEST_TIME = 40;

  private final Link link;
  private final Scripts scripts;
  private final String files;
  private final String function;
  private final Patience patience;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final long deadlineNanos = System.nanoTime() + Bounds.LIST_TIME.toNanos();
  private boolean continued;
  private boolean endless;
  private long machineSeconds;

  /**
   * @param files the scripts that define {@code function}
   */
  LongList(Link link, Scripts scripts, String files, String function, Patience patience) {
    this.link = link;
    this.scripts = scripts;
    this.files = "hashone " + files;
    this.function = function;
    this.patience = patience;
  }

  /**
   * A list, or the news that it is the one seen before.
   *
   * @param endless whether only its beginning is here, because it passed a bound
   */
  record Look(long machineSeconds, Optional<byte[]> list, boolean endless) {
    /** Of a list that {@code list.sh} made. */
    Listing listing() throws IOException {
      return Listing.read(in(), endless);
    }

    InputStream in() {
      return new ByteArrayInputStream(list.orElseThrow());
    }

    String hash() {
      return HexFormat.of().formatHex(Parts.sha256().digest(list.orElseThrow()));
    }
  }

  /**
   * May be repeated after a cut.
   *
   * @param seen hash of the list of an earlier look, which is not sent again; else empty
   */
  Look read(String seen) throws IOException {
    continued |= read.size() > 0;
    boolean same;
    String skip = Integer.toString(read.size());
    try (Exec exec =
        link.exec(scripts.of(files + " look", "SEEN", seen, "SKIP", skip) + "look " + function)) {
      exec.within(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())));
      exec.in().close();
      Thread.ofVirtual().start(() -> Link.head(exec.err()));
      same = read(exec);
      if (!endless && exec.exit() != 0) {
        throw new Cut("the machine could not make a list");
      }
    }
    if (same) {
      return new Look(machineSeconds, Optional.empty(), false);
    }
    Look look = new Look(machineSeconds, Optional.of(read.toByteArray()), endless);
    if (continued && !endless && !look.hash().equals(hashThere())) {
      read.reset();
      continued = false;
      throw new Cut("the list changed while it was read");
    }
    return look;
  }

  /** Ends where a bound is passed: what came until then is a beginning. */
  private boolean read(Exec exec) throws IOException {
    try {
      return read(exec, new BufferedInputStream(exec.out(), 64 * 1024));
    } catch (IOException e) {
      if (!exec.isAborted()) {
        throw e;
      }
      endless = true;
      return false;
    } finally {
      endless |= exec.isAborted();
    }
  }

  private boolean read(Exec exec, InputStream in) throws IOException {
    StringBuilder seconds = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (seconds.length() > LONGEST_TIME) {
        throw new Garbled("the machine does not tell its time");
      }
      if (b < 0) {
        throw new Cut("the machine does not tell what it holds");
      }
      seconds.append((char) b);
    }
    machineSeconds = seconds(seconds.toString().strip());
    int way = in.read();
    if (way == 'S') {
      return true;
    }
    InputStream list = way == 'Z' ? new GZIPInputStream(in, 16 * 1024) : in;
    byte[] buffer = new byte[16 * 1024];
    for (int n = list.read(buffer); n >= 0; n = list.read(buffer)) {
      read.write(buffer, 0, n);
      patience.moved();
      if (read.size() > Bounds.LIST_BYTES) {
        exec.abort();
        break;
      }
    }
    return false;
  }

  private static long seconds(String text) throws Garbled {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Garbled("the machine does not tell its time: " + text, e);
    }
  }

  private String hashThere() throws IOException {
    Reply reply = link.ask(scripts.of(files) + function + " | hash_in\n", Link.Input.NONE);
    return new String(reply.out(), StandardCharsets.US_ASCII).strip();
  }
}
