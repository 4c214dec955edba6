package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.run.Run;
import dev.sortie.core.run.RunPhase;
import dev.sortie.engine.run.RunHandle;

/** What the signals of a person or the system mean for a run. Thread-safe. */
final class Signals {
  private final RunHandle run;
  private final RunScreen screen;
  private volatile boolean came;
  private volatile boolean cameAtTheEnd;

  Signals(RunHandle run, RunScreen screen) {
    this.run = run;
    this.screen = screen;
  }

  /** Whether there was one, even where it came too late to change anything. */
  boolean came() {
    return came;
  }

  /** Whether one came when the run was over already. */
  boolean cameAtTheEnd() {
    return cameAtTheEnd;
  }

  /**
   * @param signal {@code INT}, {@code TERM} or {@code HUP}
   */
  void hear(String signal) {
    came = true;
    Run now = run.state();
    cameAtTheEnd = now.phase() == RunPhase.ENDED;
    boolean isKnown = now.verdict().stop().isPresent();
    // Where a stop changes nothing no fact will tell of it, and a person must not be left in doubt.
    boolean changesNothing =
        switch (now.phase()) {
          case PULLING -> now.progress().pullFailures() == 0;
          case RELEASING, ENDED -> true;
          case UNPLANNED, RENTING, PUSHING, SETTING_UP, WORKING -> false;
        };
    if (isKnown || changesNothing) {
      screen.remark(whatIsLeft(now));
    }
    run.stop(Cause.INTERRUPTED, signal.equals("INT") ? "Ctrl-C" : "signal " + signal);
  }

  private static String whatIsLeft(Run run) {
    return switch (run.phase()) {
      case PULLING ->
          run.progress().pullFailures() > 0
              ? "giving the results up, as asked; ending the machine"
              : "still bringing results home, then the machine ends; please wait";
      case RELEASING ->
          "still ending "
              + run.tenancy().open().size()
              + (run.tenancy().open().size() == 1 ? " machine" : " machines")
              + " and proving it; please wait";
      case ENDED -> "leaving the rest to the next sortie";
      case UNPLANNED, RENTING, PUSHING, SETTING_UP, WORKING ->
          "still stopping the work, then bringing results home; please wait";
    };
  }
}
