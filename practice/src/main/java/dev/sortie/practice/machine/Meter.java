package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** Counts a machine's bytes for good: what was counted is kept in a file. Thread-safe. */
final class Meter {
  private final MachineFolder folder;
  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private Traffic saved = new Traffic(0, 0);

  Meter(MachineFolder folder) throws IOException {
    this.folder = folder;
    folder.read(file()).ifPresent(this::load);
  }

  private void load(String text) {
    String[] parts = text.strip().split(" ", -1);
    saved = new Traffic(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    in.add(saved.in());
    out.add(saved.out());
  }

  void in(long bytes) {
    in.add(bytes);
  }

  void out(long bytes) {
    out.add(bytes);
  }

  Traffic traffic() {
    return new Traffic(in.sum(), out.sum());
  }

  synchronized void save() throws IOException {
    Traffic now = traffic();
    if (!now.equals(saved)) {
      folder.write(file(), now.in() + " " + now.out() + "\n");
      saved = now;
    }
  }

  private Path file() {
    return folder.state().resolve("traffic");
  }
}
