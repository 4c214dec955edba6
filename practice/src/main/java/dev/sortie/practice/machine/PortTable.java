package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Remembers which port of this computer each port inside got, 22 being SSH; kept in a file. */
final class PortTable {
  static final int SSH = 22;

  private final MachineFolder folder;
  private final Map<Integer, Integer> outside = new TreeMap<>();

  PortTable(MachineFolder folder) throws IOException {
    this.folder = folder;
    folder
        .read(file())
        .ifPresent(text ->
            text.lines()
                .map(line -> line.split(" ", -1))
                .forEach(pair -> outside.put(Integer.valueOf(pair[0]), Integer.valueOf(pair[1]))));
  }

  synchronized Optional<Integer> of(int inside) {
    return Optional.ofNullable(outside.get(inside));
  }

  synchronized void put(int inside, int port) throws IOException {
    Integer before = outside.put(inside, port);
    if (before == null || before != port) {
      StringBuilder text = new StringBuilder();
      outside.forEach((from, to) -> text.append(from).append(' ').append(to).append('\n'));
      folder.write(file(), text.toString());
    }
  }

  private Path file() {
    return folder.state().resolve("ports");
  }
}
