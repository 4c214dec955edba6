package dev.sortie.sim.oracle;

import dev.sortie.core.error.Cause;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.run.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run told a person is missing, and of which machine. A file is named by its own path; by
 * its folder only where nobody could know the name: it stood in no report that the run had of that
 * machine, and the machine was not there any more to be asked for it, unless a person or the
 * ceiling gave the results up.
 */
final class Missed {
  private static final String FOLDER = "/work";

  private final Predicate<String> sound;
  private final List<Told> told = new ArrayList<>(2);
  private final Map<String, Set<String>> reported = new HashMap<>(4);
  private String current = "";
  private boolean stopped;

  /**
   * @param sound whether nothing is wrong with the machine of a lease
   */
  Missed(Predicate<String> sound) {
    this.sound = sound;
  }

  void hear(RunEvent event) {
    switch (event) {
      case RunEvent.LeaseUp(var lease) -> current = lease.value();
      case RunEvent.Gathered(_, var report) -> reported(report);
      case RunEvent.Pulled(var report) -> reported(report);
      case RunEvent.StopWanted _ -> stopped = true;
      case RunEvent.Troubled(var cause, _) when cause == Cause.CEILING_REACHED -> stopped = true;
      case RunEvent.Troubled(var cause, var said) when cause == Cause.RESULTS_MISSING ->
          told.add(
              new Told(
                  current,
                  said,
                  Set.copyOf(reported.getOrDefault(current, Set.of())),
                  stopped || !sound.test(current)));
      default -> {}
    }
  }

  private void reported(PullReport report) {
    Set<String> known = reported.computeIfAbsent(current, _ -> new HashSet<>(4));
    report.missing().forEach(missing -> known.add(missing.path()));
  }

  /**
   * @param lease on whose machine the file lay
   */
  boolean isNamed(String lease, String path) {
    return told.stream()
        .filter(one -> one.lease().equals(lease))
        .anyMatch(one ->
            says(one.said(), path)
                || one.mayNameFolder()
                    && !one.reported().contains(path)
                    && says(one.said(), FOLDER));
  }

  /** As a whole word, not as the beginning of another path. */
  private static boolean says(String text, String path) {
    for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
      int end = at + path.length();
      boolean begins = at == 0 || !isOfPath(text.charAt(at - 1));
      if (begins && (end == text.length() || !isOfPath(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfPath(char one) {
    return Character.isLetterOrDigit(one) || one == '/' || one == '-' || one == '_';
  }

  private record Told(String lease, String said, Set<String> reported, boolean mayNameFolder) {}
}
