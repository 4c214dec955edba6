package dev.sortie.remote;

import dev.sortie.core.remote.TaskOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a command or a task prints. */
final class Kept implements TaskOutput {
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final AtomicInteger losses = new AtomicInteger();
  final AtomicInteger returns = new AtomicInteger();

  @Override
  public synchronized void standardOut(byte[] chunk) {
    out.writeBytes(chunk);
  }

  @Override
  public synchronized void standardError(byte[] chunk) {
    err.writeBytes(chunk);
  }

  @Override
  public void lost(Duration ago, String why) {
    losses.incrementAndGet();
  }

  @Override
  public void backAgain() {
    returns.incrementAndGet();
  }

  synchronized String outText() {
    return out.toString(StandardCharsets.UTF_8);
  }

  synchronized String errText() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
