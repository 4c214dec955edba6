package dev.sortie.cli.run;

import dev.sortie.cli.terminal.LiveView;
import dev.sortie.cli.terminal.TaskPane;
import dev.sortie.core.run.Run;
import dev.sortie.engine.run.TaskLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Prints what the tasks of a run wrote, from the logs here; goes on where it stopped. */
final class LogReader {
  private final Path state;
  private final LiveView live;
  private final BooleanSupplier isUnread;
  private final Map<String, Long> read = new LinkedHashMap<>();

  /**
   * @param isUnread whether whoever read what is printed is gone, such as {@code head}
   */
  LogReader(Path state, LiveView live, BooleanSupplier isUnread) {
    this.state = state;
    this.live = live;
    this.isUnread = isUnread;
  }

  /** Prints what has come since the last call; of a task that is over all, else whole lines. */
  void more(Run run) {
    for (Part part : parts(run)) {
      Path file = TaskLog.file(state, run.agreed().id().value(), part.id());
      if (Files.exists(file) && !isUnread.getAsBoolean()) {
        print(part, file, isOver(run, part));
      }
    }
  }

  private record Part(String id, String title) {}

  private static boolean isOver(Run run, Part part) {
    boolean ended =
        run.progress().results().stream()
            .anyMatch(result -> part.id().equals("task-" + result.task()));
    return ended || run.isEnded();
  }

  private static List<Part> parts(Run run) {
    List<Part> parts = new ArrayList<>();
    List<String> setup = run.agreed().recipe().setup();
    for (int step = 1; step <= setup.size(); step++) {
      parts.add(new Part("setup-" + step, "set-up " + step + "  " + setup.get(step - 1)));
    }
    List<String> tasks = run.agreed().tasks();
    for (int task = 1; task <= tasks.size(); task++) {
      String title = task + "/" + tasks.size() + "  " + tasks.get(task - 1);
      parts.add(new Part("task-" + task, title));
    }
    return parts;
  }

  private void print(Part part, Path file, boolean all) {
    if (read.putIfAbsent(part.id(), 0L) == null) {
      live.line("── " + part.title());
    }
    long from = read.getOrDefault(part.id(), 0L);
    try (FileChannel channel = FileChannel.open(file);
        TaskPane pane = live.output("")) {
      channel.position(from);
      InputStream in = Channels.newInputStream(channel);
      byte[] chunk = new byte[64 * 1024];
      for (int n = in.read(chunk); n > 0 && !isUnread.getAsBoolean(); n = in.read(chunk)) {
        // Whole lines only: the rest of a line may still be on its way.
        int end = n;
        while (!all && end > 0 && chunk[end - 1] != '\n' && n < chunk.length) {
          end--;
        }
        pane.write(chunk, 0, end);
        from += end;
        if (end < n) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read.put(part.id(), from);
  }
}
