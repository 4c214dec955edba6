package dev.sortie.sim.tale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened, in order: always as a hash, in words only when somebody wants to read them. */
public final class Tale {
  private final boolean told;
  private final List<String> lines = new ArrayList<>();
  private long hash = 0xCBF29CE484222325L;

  public Tale(boolean told) {
    this.told = told;
  }

  /** Whether words are wanted; they are dear, so ask before making them. */
  public boolean isTold() {
    return told;
  }

  public void mix(long now, long what) {
    hash = (hash ^ now) * 0x100000001B3L;
    hash = (hash ^ what) * 0x100000001B3L;
    hash ^= hash >>> 29;
  }

  public void tell(long now, String who, String text) {
    if (told) {
      lines.add(
          String.format(
              Locale.ROOT, "%3d:%06.3f  %-10s %s", now / 60_000, now % 60_000 / 1000.0, who, text));
    }
  }

  public long hash() {
    return hash;
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
