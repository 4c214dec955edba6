package dev.sortie.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** What one process at a time may do with the file of a journal: migrate it, put it aside. */
final class Turn {
  // A lock on a file is the whole process's, so threads need one of their own.
  private static final ReentrantLock HERE = new ReentrantLock();

  private Turn() {}

  /** Something that nobody else does meanwhile. */
  interface Work {
    void run() throws SQLException, IOException;
  }

  /** Not to be entered twice by one thread. */
  static void alone(Path file, Work work) throws SQLException, IOException {
    HERE.lock();
    try (FileChannel channel =
            FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      work.run();
    } finally {
      HERE.unlock();
    }
  }
}
