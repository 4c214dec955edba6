package dev.sortie.sim.process;

import dev.sortie.sim.market.OutFile;
import java.util.HashMap;
import java.util.Map;

/** Results that have come home: which file in which version. */
public final class Home {
  private final Map<Integer, Integer> versions = new HashMap<>(8);

  public boolean has(OutFile file) {
    Integer here = versions.get(file.key());
    return here != null && here == file.version();
  }

  void bring(OutFile file) {
    versions.put(file.key(), file.version());
  }
}
