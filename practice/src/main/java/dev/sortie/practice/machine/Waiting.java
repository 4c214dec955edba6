package dev.sortie.practice.machine;

import java.io.InterruptedIOException;

/** Waits that an interrupt turns into an I/O error, with the interrupt kept. */
final class Waiting {
  private Waiting() {}

  static boolean forDeath(ProcessStamp process, int seconds) throws InterruptedIOException {
    try {
      return process.awaitDeath(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while process " + process.pid() + " ended");
    }
  }

  static void millis(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
