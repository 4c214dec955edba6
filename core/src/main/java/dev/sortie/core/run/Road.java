package dev.sortie.core.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.TaskEnd;
import java.util.List;
import java.util.Optional;

/** Push, set-up, tasks: one step after another on a machine that is up. */
final class Road {
  private Road() {}

  /** Outputs come home while tasks go on; one look at the money goes with it. */
  static void whileWorking(Course course) {
    course.act(new RunAction.Measure(lease(course)));
    Leasing.endOthers(course);
    gather(course);
  }

  private static void gather(Course course) {
    if (course.run().phase() == RunPhase.WORKING && course.run().agreed().options().pull()) {
      course.act(new RunAction.Gather(lease(course), tasksDone(course)));
    }
  }

  /** A task has ended, others go on, and what it made is not all home yet. */
  static boolean isResultAwaited(Run run) {
    return run.phase() == RunPhase.WORKING
        && run.agreed().options().pull()
        && run.progress().results().size() > run.progress().homeAfter();
  }

  static void gathered(Course course, int tasksDone, PullReport report) {
    Progress progress = course.run().progress();
    boolean news =
        report.broughtFiles() > 0
            || tasksDone > progress.homeAfter()
            || !missing(Optional.of(report)).equals(missing(progress.gathered()));
    if (course.run().phase() == RunPhase.WORKING && news) {
      course.note(new RunEvent.Gathered(tasksDone, report));
    }
  }

  private static List<String> missing(Optional<PullReport> report) {
    return report.stream()
        .flatMap(one -> one.missing().stream())
        .map(PullReport.Missing::path)
        .toList();
  }

  private static int tasksDone(Course course) {
    return course.run().progress().results().size();
  }

  static void begin(Course course) {
    RunPlan plan = course.run().agreed();
    if (plan.options().push() && plan.recipe().code().isPresent()) {
      course.note(new RunEvent.PushStarted());
      course.act(new RunAction.Push(lease(course)));
    } else {
      setUpFrom(course, 1);
    }
  }

  static void pushed(Course course, PushReport report) {
    if (course.run().phase() == RunPhase.PUSHING) {
      course.note(new RunEvent.Pushed(report));
      setUpFrom(course, 1);
    }
  }

  static void setUp(Course course, int step, TaskEnd end) {
    if (!isAt(course, RunPhase.SETTING_UP, step)) {
      return;
    }
    int status = end instanceof TaskEnd.Exited exited ? exited.status() : -1;
    course.note(new RunEvent.SetUpEnded(step, status));
    if (status == 0) {
      setUpFrom(course, step + 1);
      return;
    }
    String command = course.run().agreed().recipe().setup().get(step - 1);
    String how = status < 0 ? " was killed: " : " ended with " + status + ": ";
    trouble(course, Cause.SETUP_FAILED, "set-up step " + step + how + command);
    Homecoming.begin(course);
  }

  static void worked(Course course, int task, TaskEnd end) {
    if (isAt(course, RunPhase.WORKING, task)) {
      course.note(result(task, end));
      if (end instanceof TaskEnd.NeverStarted) {
        trouble(course, Cause.TASK_FAILED, runnerDeleted(task));
      }
      workFrom(course, task + 1);
      // What it made is brought home at once: the machine may be gone a moment later.
      gather(course);
    }
  }

  /** It was started, and the machine knows nothing of it: the runner is put there anew. */
  private static String runnerDeleted(int task) {
    return "something, perhaps task "
        + task
        + " itself, deleted Sortie's files on the machine (.sortie in the home folder) while it ran:"
        + " how it ended and what it printed last is not known";
  }

  /** The way to the machine is broken for good; what it holds may still be fetched. */
  static void failed(Course course, Cause cause, String said) {
    switch (course.run().phase()) {
      case PUSHING, SETTING_UP, WORKING -> {
        trouble(course, cause, said);
        Homecoming.begin(course);
      }
      case UNPLANNED, RENTING, PULLING, RELEASING, ENDED -> {}
    }
  }

  /** Another life of the controller goes on where the journal stops. */
  static void resume(Course course, String by) {
    if (!by.isEmpty() && course.run().plan().isPresent() && !course.run().isEnded()) {
      course.note(new RunEvent.Adopted(by));
    }
    int position = course.run().progress().position();
    switch (course.run().phase()) {
      case PUSHING -> course.act(new RunAction.Push(lease(course)));
      case SETTING_UP -> course.act(new RunAction.SetUp(lease(course), position));
      case WORKING -> course.act(new RunAction.Work(lease(course), position));
      case PULLING -> course.act(new RunAction.Pull(lease(course)));
      case RELEASING -> Homecoming.endLeases(course);
      case RENTING -> Leasing.reopen(course);
      case UNPLANNED, ENDED -> {}
    }
    if (course.run().phase() != RunPhase.RENTING) {
      Leasing.endOthers(course);
    }
    if (course.run().isStopping()) {
      Stops.cancel(course);
    }
  }

  private static void setUpFrom(Course course, int step) {
    if (course.run().isStopping()) {
      Homecoming.begin(course);
    } else if (step <= course.run().agreed().recipe().setup().size()) {
      course.note(new RunEvent.SetUpStarted(step));
      course.act(new RunAction.SetUp(lease(course), step));
    } else {
      workFrom(course, 1);
    }
  }

  private static void workFrom(Course course, int from) {
    int task = course.run().progress().nextUndone(from, course.run().agreed().tasks().size());
    if (!course.run().isStopping() && task <= course.run().agreed().tasks().size()) {
      course.note(new RunEvent.TaskStarted(task));
      course.act(new RunAction.Work(lease(course), task));
    } else {
      Homecoming.begin(course);
    }
  }

  private static boolean isAt(Course course, RunPhase phase, int position) {
    return course.run().phase() == phase && course.run().progress().position() == position;
  }

  private static LeaseId lease(Course course) {
    return course.run().tenancy().current();
  }

  private static RunEvent result(int task, TaskEnd end) {
    return switch (end) {
      case TaskEnd.Exited(var status, _) -> new RunEvent.TaskEnded(task, status);
      case TaskEnd.Vanished _, TaskEnd.NeverStarted _ -> new RunEvent.TaskVanished(task);
    };
  }

  /** What a stop brings about is not a trouble of its own. */
  private static void trouble(Course course, Cause cause, String said) {
    if (!course.run().isStopping()) {
      course.note(new RunEvent.Troubled(cause, said));
    }
  }
}
