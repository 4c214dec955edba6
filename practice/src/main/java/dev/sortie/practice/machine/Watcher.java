package dev.sortie.practice.machine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A small process of this computer beside each machine, in a session of its own and out of the
 * machine's sight: it outlives the market, and ends the machine's processes when no market comes
 * back or the folder is gone (watch.sh).
 */
final class Watcher {
  /** Marks a watcher's environment; the value is the machine's folder. */
  static final String VARIABLE = "SORTIE_PRACTICE_WATCH";

  private static final int MOST_SECONDS = 2;

  private final MachineFolder folder;
  private final Patience patience;
  private @Nullable Process begun;

  Watcher(MachineFolder folder, Patience patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /** What the watcher looks for: the process that serves the machine from now on. */
  void served() throws IOException {
    Optional<ProcessStamp> self = ProcessStamp.of(ProcessHandle.current().pid());
    if (self.isPresent()) {
      folder.write(marketFile(), self.get() + "\n");
    }
  }

  /** Nobody serves the machine any more; its patience begins. */
  void unserved() throws IOException {
    folder.remove(marketFile());
  }

  boolean isServed() throws IOException {
    return folder.stamp(marketFile()).filter(ProcessStamp::isAlive).isPresent();
  }

  /** Has the processes held by {@code holder} watched, unless they are. */
  void watch(Isolation isolation, ProcessStamp holder) throws IOException {
    if (standing().isEmpty()) {
      begin(isolation, holder);
    }
  }

  /** For a holder that has just been started: a watcher of an earlier one gives way. */
  void begin(Isolation isolation, ProcessStamp holder) throws IOException {
    List<String> command = new ArrayList<>(HostTools.hearingSignals());
    if (HostTools.has("setsid")) {
      command.add("setsid");
    }
    command.addAll(List.of("/bin/sh", folder.state().resolve("watch.sh").toString()));
    command.addAll(List.of(folder.root().toString(), isolation.name()));
    command.addAll(List.of(Long.toString(holder.pid()), Long.toString(holder.start())));
    command.add(Integer.toString(patience.lookSeconds()));
    command.add(Integer.toString(patience.looks()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", LoginEnvironment.PATH);
    builder.environment().put(VARIABLE, folder.root().toString());
    begun = builder.start();
  }

  /** The machine has no processes any more that could be watched. */
  void end() throws IOException {
    // One that has just begun may not have said its number yet.
    if (begun != null) {
      begun.destroy();
    }
    Optional<ProcessStamp> standing = standing();
    standing.flatMap(stamp -> ProcessHandle.of(stamp.pid())).ifPresent(ProcessHandle::destroy);
    if (standing.isPresent()) {
      Waiting.forDeath(standing.get(), MOST_SECONDS);
    }
    folder.remove(watcherFile());
  }

  /** Why the processes were ended while nobody served the machine; told once. */
  Optional<String> ended() throws IOException {
    Path file = folder.state().resolve("ended");
    Optional<String> why = folder.read(file).map(String::strip);
    folder.remove(file);
    return why;
  }

  private Optional<ProcessStamp> standing() throws IOException {
    return folder.stamp(watcherFile()).filter(ProcessStamp::isAlive);
  }

  private Path watcherFile() {
    return folder.state().resolve("watcher");
  }

  private Path marketFile() {
    return folder.state().resolve("market");
  }
}
