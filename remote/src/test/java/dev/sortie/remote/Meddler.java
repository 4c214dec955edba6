package dev.sortie.remote;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Changes files of a folder all the time: lets them grow, shrink, vanish, be replaced and rewritten
 * in the middle. Knows every version there ever was, before it can be seen.
 */
final class Meddler implements AutoCloseable {
  private final Path folder;
  private final Random random;
  private final Map<String, Set<String>> versions = new ConcurrentHashMap<>();
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean ended;
  private Thread thread = Thread.currentThread();

  private Meddler(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  static Meddler start(Path folder, long seed) throws IOException {
    Meddler meddler = new Meddler(folder, seed);
    for (int i = 0; i < 40; i++) {
      meddler.replace("f" + i, meddler.bytes(1 + meddler.random.nextInt(400_000)));
    }
    meddler.thread = Thread.ofPlatform().start(meddler::run);
    return meddler;
  }

  Map<String, Set<String>> versions() {
    return versions;
  }

  private void run() {
    try {
      while (!ended) {
        step("f" + random.nextInt(10));
        Thread.sleep(random.nextInt(8));
      }
    } catch (IOException | InterruptedException e) {
      failure.set(e);
    }
  }

  private void step(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] now = contents.get(name);
    if (now == null) {
      replace(name, bytes(1 + random.nextInt(300_000)));
      return;
    }
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        byte[] more = bytes(1 + random.nextInt(20_000));
        byte[] next = java.util.Arrays.copyOf(now, now.length + more.length);
        System.arraycopy(more, 0, next, now.length, more.length);
        know(name, next);
        Files.write(file, more, StandardOpenOption.APPEND);
      }
      case 2 -> {
        byte[] next = java.util.Arrays.copyOf(now, now.length / 2);
        know(name, next);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
          open.setLength(next.length);
        }
      }
      case 3 -> {
        contents.remove(name);
        Files.delete(file);
      }
      default -> replace(name, bytes(1 + random.nextInt(300_000)));
    }
  }

  private void replace(String name, byte[] content) throws IOException {
    know(name, content);
    Path next = folder.resolveSibling("next of " + name);
    Files.write(next, content);
    Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void know(String name, byte[] content) {
    contents.put(name, content);
    versions.computeIfAbsent(name, _ -> ConcurrentHashMap.newKeySet()).add(hash(content));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    ended = true;
    thread.join();
    if (failure.get() != null) {
      throw new IOException("meddling failed", failure.get());
    }
  }
}
