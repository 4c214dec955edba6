package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Named pipes for what commands say. With a JDK pipe the output ends when the command itself ends;
 * with these it ends, as in sshd, when the last process that holds it does. Thread-safe.
 */
final class Fifos {
  private static final int BATCH = 4;

  private final Path folder;
  private final ConcurrentLinkedDeque<Path> free = new ConcurrentLinkedDeque<>();
  private int made;

  Fifos(Path folder) {
    this.folder = folder;
  }

  /** A pipe that nobody writes to yet. */
  Fifo open() throws IOException {
    Path path = free.poll();
    return new Fifo(path == null ? make() : path);
  }

  private synchronized Path make() throws IOException {
    if (made == 0) {
      clear();
    }
    List<Path> batch = new ArrayList<>();
    List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
    for (int i = 0; i < BATCH; i++) {
      Path path = folder.resolve(Integer.toString(made++));
      batch.add(path);
      command.add(path.toString());
    }
    HostTools.run(command);
    Path first = batch.removeFirst();
    free.addAll(batch);
    return first;
  }

  /** Whoever still writes to a pipe of an earlier program needs its name no more. */
  private void clear() throws IOException {
    Files.createDirectories(folder);
    try (var left = Files.newDirectoryStream(folder)) {
      for (Path path : left) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** One use of a pipe: read by us, written by a command and its children. */
  final class Fifo implements AutoCloseable {
    private final Path path;
    private final FileChannel reader;
    private Optional<FileChannel> keeper;
    private boolean ended;

    private Fifo(Path path) throws IOException {
      this.path = path;
      // Held open both ways until the command has it, since opening one way waits for the other.
      FileChannel both = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      this.keeper = Optional.of(both);
      this.reader = FileChannel.open(path, StandardOpenOption.READ);
    }

    ProcessBuilder.Redirect writer() {
      return ProcessBuilder.Redirect.to(path.toFile());
    }

    /** To be called once the command runs: from now on its end is the pipe's end. */
    void handedOver() throws IOException {
      if (keeper.isPresent()) {
        keeper.get().close();
        keeper = Optional.empty();
      }
    }

    FileChannel reader() {
      return reader;
    }

    /** Nobody holds the other end any more, so the pipe may serve again. */
    void ended() {
      ended = true;
    }

    @Override
    public void close() throws IOException {
      handedOver();
      reader.close();
      if (ended) {
        free.push(path);
      } else {
        Files.deleteIfExists(path);
      }
    }
  }
}
