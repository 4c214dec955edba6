package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts a machine's bytes for good: what was counted is kept in a file. Thread-safe.
 *
 * <p>Inside, the machine would see this computer's network, which all machines share. So it gets a
 * file of its own counts in the manner of /proc/net/dev, named by {@link #VARIABLE}.
 */
final class Meter {
  /** Where processes of the machine find how many bytes went through its network. */
  static final String VARIABLE = "SORTIE_NET_DEV";

  static final String INSIDE = "/.practice/net-dev";

  private final MachineFolder folder;
  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private Traffic saved = new Traffic(0, 0);

  Meter(MachineFolder folder) throws IOException {
    this.folder = folder;
    folder.read(file()).ifPresent(this::load);
    show(saved);
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
      show(now);
    }
  }

  private void show(Traffic now) throws IOException {
    Optional<Path> file = folder.own(INSIDE);
    if (file.isPresent()) {
      folder.write(
          file.get(),
          String.format(
              Locale.ROOT,
              """
              Inter-|   Receive                                                |  Transmit
               face |bytes packets errs drop fifo frame compressed multicast|bytes packets errs \
              drop fifo colls carrier compressed
                eth0: %d 0 0 0 0 0 0 0 %d 0 0 0 0 0 0 0
              """,
              now.in(),
              now.out()));
    }
  }

  private Path file() {
    return folder.state().resolve("traffic");
  }
}
