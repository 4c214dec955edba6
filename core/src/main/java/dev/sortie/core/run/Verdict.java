package dev.sortie.core.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be said of a run at its end.
 *
 * @param stop why no more work is begun
 * @param troubles what went wrong, in order
 * @param kept whether the machine stays, as asked
 */
public record Verdict(Optional<RunTrouble> stop, List<RunTrouble> troubles, boolean kept) {
  static final Verdict NONE = new Verdict(Optional.empty(), List.of(), false);

  public Verdict {
    troubles = List.copyOf(troubles);
  }

  Verdict stopping(RunTrouble why) {
    return new Verdict(stop.isPresent() ? stop : Optional.of(why), troubles, kept);
  }

  Verdict troubled(RunTrouble trouble) {
    return new Verdict(stop, Stream.concat(troubles.stream(), Stream.of(trouble)).toList(), kept);
  }

  Verdict keeping() {
    return new Verdict(stop, troubles, true);
  }
}
