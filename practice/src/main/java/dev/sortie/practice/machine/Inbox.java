package dev.sortie.practice.machine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * What an SSH channel received and its command has not read yet, at most one SSH window. Two
 * buffers take turns, so that a stream costs one copy and few wake-ups. One reader, one writer.
 */
final class Inbox implements ChannelDataReceiver {
  private static final int FIRST_BYTES = 64 * 1024;

  private final ChannelSession channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private byte[] filling = new byte[FIRST_BYTES];
  private byte[] draining = new byte[FIRST_BYTES];
  private int filled;
  private boolean waiting;
  private boolean ended;

  Inbox(ChannelSession channel) {
    this.channel = channel;
  }

  /** Answers 0: room in the window is given back when the command has taken the bytes. */
  @Override
  public int data(ChannelSession from, byte[] bytes, int start, int length) {
    lock.lock();
    try {
      if (filled + length > filling.length) {
        filling = Arrays.copyOf(filling, Math.max(filled + length, 2 * filling.length));
      }
      System.arraycopy(bytes, start, filling, filled, length);
      filled += length;
      wake();
      return 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /** Copies everything up to the channel's end of input. */
  void copyTo(OutputStream out) throws IOException {
    for (int taken = take(); taken > 0; taken = take()) {
      out.write(draining, 0, taken);
      out.flush();
      if (!channel.isClosing()) {
        channel.getLocalWindow().release(taken);
      }
    }
  }

  private int take() throws InterruptedIOException {
    lock.lock();
    try {
      while (filled == 0 && !ended) {
        waiting = true;
        changed.await();
      }
      byte[] full = filling;
      filling = draining;
      draining = full;
      int taken = filled;
      filled = 0;
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    if (waiting) {
      waiting = false;
      changed.signal();
    }
  }
}
