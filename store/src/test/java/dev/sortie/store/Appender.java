package dev.sortie.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.AggregateId.Kind;
import dev.sortie.core.journal.StaleWriterException;
import dev.sortie.core.lease.LeaseEvent;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that appends. Prints 0 when it is ready, waits for a line, and then prints the sequence
 * of each append that has returned, as soon as it has.
 */
final class Appender {
  private Appender() {}

  /**
   * Appends to one aggregate until its history is long enough.
   *
   * @param args file, name of the aggregate, name of this writer, length to reach
   */
  public static void main(String[] args) throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(Path.of(args[0]))) {
      System.out.println(0);
      int _ = System.in.read();
      run(journal, args[1], args[2], Long.parseLong(args[3]));
    }
  }

  static void run(SqliteJournal journal, String name, String writer, long length) {
    AggregateId aggregate = new AggregateId(Kind.LEASE, name);
    long last = 0;
    while (last < length) {
      try {
        journal.append(
            aggregate, last, Instant.EPOCH, List.of(new LeaseEvent.AnswerUnclear(writer)));
        last++;
        System.out.println(last);
        System.out.flush();
        // SQLite is not fair: whoever asks again at once starves those that sleep before they do.
        LockSupport.parkNanos(2_000_000);
      } catch (StaleWriterException e) {
        last = journal.read(aggregate).size();
      }
    }
  }

  static ProcessBuilder process(Path file, String name, String writer, long length) {
    return ChildProcess.of(Appender.class, file.toString(), name, writer, Long.toString(length));
  }

  /** Lets processes begin at the same time, each when it is ready. */
  static void begin(Process... processes) throws IOException {
    for (Process process : processes) {
      assertThat(process.inputReader().readLine()).isEqualTo("0");
    }
    for (Process process : processes) {
      try (Writer input = process.outputWriter()) {
        input.write("\n");
      }
    }
  }
}
