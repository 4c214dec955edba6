package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out how far this computer lets machines be fenced off, by making one and asking it. */
final class Fence {
  private static final List<String> NEEDED =
      List.of("unshare", "nsenter", "setsid", "mount", "umount", "pivot_root");
  private static final List<PrivateMounts> KINDS =
      List.of(
          new PrivateMounts(false, true),
          new PrivateMounts(false, false),
          new PrivateMounts(true, true),
          new PrivateMounts(true, false));
  private static final List<String> PROBE =
      List.of(
          "/bin/sh",
          "-c",
          "[ \"$(cat /proc/1/environ | tr '\\000' '\\n' | grep -c ^PROBE=1)\" = 1 ] || exit 3;"
              + " touch /work/written /etc/written || exit 4; touch /usr/.sortie-probe 2>/dev/null && exit 5;"
              + " echo fenced");

  private Fence() {}

  static Isolation best() {
    Optional<String> missing =
        NEEDED.stream().filter(program -> !HostTools.has(program)).findFirst();
    if (missing.isPresent()) {
      return new PlainFolders("this computer has no " + missing.get());
    }
    String failure = "";
    for (PrivateMounts candidate : KINDS) {
      try {
        probe(candidate);
        return candidate;
      } catch (IOException e) {
        failure = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
      }
    }
    return new PlainFolders(failure);
  }

  /** Throws with the reason when such machines cannot be made here. */
  static void probe(PrivateMounts candidate) throws IOException {
    MachineFolder folder = new MachineFolder(Files.createTempDirectory("sortie-probe"));
    try {
      folder.create();
      ProcessStamp holder =
          candidate.hold(folder, Map.of("PROBE", "1", "PATH", LoginEnvironment.PATH));
      try {
        String said =
            HostTools.run(
                candidate.enter(folder, holder, Map.of("PATH", LoginEnvironment.PATH), PROBE));
        if (!said.endsWith("fenced\n")) {
          throw new IOException("the fence does not hold: " + said.strip());
        }
      } finally {
        candidate.end(folder);
      }
    } finally {
      folder.delete();
    }
  }
}
