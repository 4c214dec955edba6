package dev.sortie.core.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.recipe.Outputs;
import dev.sortie.core.remote.PullReport;
import java.time.Duration;
import java.util.stream.Collectors;

/** Bringing results home and only then letting the machine go (law 8). */
final class Homecoming {
  /**
   * How long after the work a file may go on being written before it is taken as it is. What a task
   * left behind in the background has had time to write a checkpoint to its end by then; who writes
   * on for longer does not stop by itself, and would keep the machine until the ceiling.
   */
  static final Duration STILL_WRITTEN = Duration.ofMinutes(5);

  private Homecoming() {}

  static void begin(Course course) {
    boolean mayHoldResults = course.run().phase() != RunPhase.PUSHING;
    if (course.run().agreed().options().pull() && mayHoldResults) {
      course.note(new RunEvent.PullStarted());
      course.act(new RunAction.Pull(course.run().tenancy().current()));
    } else {
      finish(course);
    }
  }

  /** Another pull, after one that failed or left something missing. */
  static void again(Course course) {
    Progress progress = course.run().progress();
    LeaseId lease = course.run().tenancy().current();
    boolean isWritten = progress.pulled().filter(PullReport::isStillWritten).isPresent();
    boolean waitedLong =
        progress
            .pullingSince()
            .filter(since -> !course.now().isBefore(since.plus(STILL_WRITTEN)))
            .isPresent();
    course.act(
        isWritten && waitedLong ? new RunAction.PullAsItIs(lease) : new RunAction.Pull(lease));
  }

  static void pulled(Course course, PullReport report) {
    if (course.run().phase() == RunPhase.PULLING) {
      course.note(new RunEvent.Pulled(report));
      if (!report.mayStillCome()) {
        tellNeverHome(course, report);
        finish(course);
      }
    }
  }

  /** What no other pull would bring is named as soon as that is sure. */
  static void tellNeverHome(Course course, PullReport report) {
    String names =
        report.missing().stream()
            .filter(one -> one.forGood() && one.unpaidBytes().isEmpty() && one.writing().isEmpty())
            .map(PullReport.Missing::path)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      course.note(new RunEvent.Troubled(Cause.RESULTS_MISSING, "cannot be brought home: " + names));
    }
    String asTheyWere =
        report.missing().stream()
            .filter(PullReport.Missing::isTaken)
            .map(one -> one.path() + ": " + one.why())
            .collect(Collectors.joining("; "));
    if (!asTheyWere.isEmpty()) {
      course.note(
          new RunEvent.Troubled(Cause.RESULTS_MISSING, "taken before it was whole, " + asTheyWere));
    }
    Unpaid.of(course.run(), report)
        .ifPresent(
            unpaid -> course.note(new RunEvent.Troubled(Cause.RESULTS_MISSING, unpaid.words())));
  }

  static void broke(Course course, Cause cause, String said) {
    if (course.run().phase() == RunPhase.PULLING) {
      course.note(new RunEvent.PullFailed(cause, said));
    }
  }

  /** A person would rather lose the results than wait on. */
  static void giveUp(Course course) {
    course.note(
        new RunEvent.Troubled(
            Cause.RESULTS_MISSING, "not brought home, as asked: " + missing(course.run())));
    finish(course);
  }

  /** Sums up, then lets the machine go or keeps it as asked. */
  static void finish(Course course) {
    long failed = course.run().progress().results().stream().filter(r -> !r.succeeded()).count();
    if (course.run().verdict().stop().isPresent()) {
      RunTrouble stop = course.run().verdict().stop().get();
      course.note(new RunEvent.Troubled(stop.cause(), stop.said()));
    } else if (failed > 0) {
      String said = failed + " of " + course.run().agreed().tasks().size() + " tasks failed";
      course.note(new RunEvent.Troubled(Cause.TASK_FAILED, said));
    }
    LeaseId lease = course.run().tenancy().current();
    if (course.run().agreed().options().keep() && course.run().tenancy().open().contains(lease)) {
      course.note(new RunEvent.Kept(lease));
    }
    release(course);
  }

  /** From here on nothing is wanted from the machines but their end. */
  static void release(Course course) {
    Losses.tellUndone(course);
    course.note(new RunEvent.ReleaseStarted());
    endLeases(course);
    endIfAlone(course);
  }

  static void endLeases(Course course) {
    EndReason.Kind kind =
        course.run().isStopping()
            ? EndReason.Kind.ASKED
            : course.run().verdict().troubles().isEmpty()
                ? EndReason.Kind.DONE
                : EndReason.Kind.RUN_FAILED;
    EndReason reason = new EndReason(kind, "the run is over");
    course
        .run()
        .tenancy()
        .open()
        .forEach(lease -> course.act(new RunAction.EndLease(lease, reason)));
  }

  static void endIfAlone(Course course) {
    if (course.run().phase() == RunPhase.RELEASING && course.run().tenancy().open().isEmpty()) {
      course.note(new RunEvent.Ended());
    }
  }

  /**
   * As exactly as it is known: the files, or else the folders they were to be in. After a pull that
   * missed nothing nobody asks.
   */
  static String missing(Run run) {
    return run.progress().pulled().map(Homecoming::names).orElseGet(() -> sinceTheLastGather(run));
  }

  /** What a gather has not brought is known by name; what came after it is not. */
  private static String sinceTheLastGather(Run run) {
    String folders =
        run.agreed().recipe().outputs().stream()
            .map(Outputs::from)
            .collect(Collectors.joining(", "));
    return run.progress()
        .gathered()
        .filter(report -> !report.missing().isEmpty())
        .map(report -> folders + ", among it " + names(report))
        .orElse(folders);
  }

  private static String names(PullReport report) {
    return String.join(", ", report.missing().stream().map(PullReport.Missing::path).toList());
  }
}
