package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Writes the figures that the stand-in nvidia-smi of a machine shows. */
final class Gpu {
  private static final int IDLE_MEGABYTES = 1;
  private static final int IDLE_CELSIUS = 34;
  private static final int IDLE_WATTS = 22;

  private final MachineFolder folder;
  private final MachineSpec spec;

  Gpu(MachineFolder folder, MachineSpec spec) {
    this.folder = folder;
    this.spec = spec;
  }

  /** False when an earlier start of the machine left its figures. */
  boolean isUnset() {
    return !Files.exists(file());
  }

  void utilization(int percent) throws IOException {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("utilization is not 0 to 100: " + percent);
    }
    int used = percent == 0 ? IDLE_MEGABYTES : spec.gpuMegabytes() * 6 / 10;
    String text =
        String.format(
            Locale.ROOT,
            "name='%s' total=%d used=%d util=%d temp=%d power=%d count=%d machine=%d%n",
            spec.gpuName().replace("'", ""),
            spec.gpuMegabytes(),
            used,
            percent,
            IDLE_CELSIUS + percent / 2,
            IDLE_WATTS + percent * 3,
            count(spec.environment()),
            spec.id());
    folder.write(file(), text);
  }

  private Path file() {
    return folder.inside("/.practice/bin/.gpu");
  }

  private static int count(Map<String, String> environment) {
    String text = environment.getOrDefault("GPU_COUNT", "1");
    return text.matches("[1-9][0-9]?") ? Integer.parseInt(text) : 1;
  }
}
