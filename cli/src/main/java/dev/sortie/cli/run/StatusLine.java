package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Humans;
import dev.sortie.cli.terminal.Painter;
import dev.sortie.cli.terminal.Style;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.money.Budget;
import dev.sortie.core.money.Cost;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The last line of the screen: what is under way, cost so far, ceiling, dies in. Thread-safe. */
final class StatusLine {
  private final RunPlan plan;
  private final Painter painter;
  private final boolean practice;
  private volatile String now = "";
  private volatile Optional<Instant> diesAt = Optional.empty();
  private volatile Optional<Instant> provingSince = Optional.empty();
  private volatile Instant movingSince = Instant.EPOCH;
  private volatile String movingWhat = "";

  StatusLine(RunPlan plan, Painter painter, boolean practice) {
    this.plan = plan;
    this.painter = painter;
    this.practice = practice;
  }

  void hear(Entry entry) {
    if (entry.fact() instanceof LeaseEvent of) {
      hear(of, entry.at());
    }
    if (!(entry.fact() instanceof RunEvent event)) {
      return;
    }
    switch (event) {
      case RunEvent.LeaseOpened(_, _, var life, _) -> {
        diesAt = Optional.of(entry.at().plus(life).plus(Budget.TEARDOWN));
        now = "renting";
      }
      case RunEvent.PushStarted _ -> now = "push";
      case RunEvent.PullStarted _ -> now = "pull";
      case RunEvent.ReleaseStarted _ -> {
        now = "ending";
        diesAt = Optional.empty();
      }
      case RunEvent.SetUpStarted(var step) -> now = "set-up " + step;
      case RunEvent.TaskStarted(var task) -> now = "task " + task + "/" + plan.tasks().size();
      case RunEvent.StopWanted _ -> now = "stopping";
      case RunEvent.TimeCut(_, var workEnds) ->
          diesAt = Optional.of(workEnds.plus(Budget.TEARDOWN));
      case RunEvent.LeaseLost _ -> now = "renting again";
      case RunEvent.SearchWanted _ -> {
        now = "searching other offers";
        diesAt = Optional.empty();
      }
      case RunEvent.Planned _,
          RunEvent.Adopted _,
          RunEvent.Replanned _,
          RunEvent.SearchFailed _,
          RunEvent.HeldBack _,
          RunEvent.Warned _,
          RunEvent.Gathered _,
          RunEvent.LeaseUp _,
          RunEvent.LeaseFailed _,
          RunEvent.Pushed _,
          RunEvent.SetUpEnded _,
          RunEvent.TaskEnded _,
          RunEvent.TaskVanished _,
          RunEvent.Pulled _,
          RunEvent.PullFailed _,
          RunEvent.Troubled _,
          RunEvent.Kept _,
          RunEvent.LeaseClosed _,
          RunEvent.Ended _ -> {}
    }
  }

  /** Work is over by then: what a person waits for is that nothing can have come back. */
  private void hear(LeaseEvent event, Instant at) {
    if (event instanceof LeaseEvent.AbsenceSeen) {
      provingSince = Optional.of(provingSince.orElse(at));
    } else if (event instanceof LeaseEvent.Resurfaced || event instanceof LeaseEvent.Gone) {
      provingSince = Optional.empty();
    }
  }

  void now(String text) {
    now = Narrator.plain(text);
  }

  void moving(String what, Instant at, int files, int ofFiles, long bytes, long ofBytes) {
    if (!what.equals(movingWhat) || bytes == 0) {
      movingWhat = what;
      movingSince = at;
    }
    String eta = "";
    double seconds = Duration.between(movingSince, at).toMillis() / 1000.0;
    if (bytes > 0 && seconds > 1 && ofBytes > bytes) {
      double rate = bytes / seconds;
      Duration left = Duration.ofSeconds((long) ((ofBytes - bytes) / rate));
      eta = ", " + Humans.bytesPerSecond(rate) + ", " + Humans.span(left) + " left";
    }
    now =
        String.format(
            Locale.ROOT,
            "%s %d/%d files, %s of %s%s",
            what,
            files,
            ofFiles,
            Humans.bytes(bytes),
            Humans.bytes(ofBytes),
            eta);
  }

  String text(Instant at, Cost cost) {
    StringBuilder text = new StringBuilder();
    if (practice) {
      text.append("practice · ");
    }
    Optional<String> proving =
        provingSince
            .filter(_ -> diesAt.isEmpty())
            .map(since -> "proving it gone " + Humans.clock(Duration.between(since, at)));
    String what = proving.orElse(now);
    text.append(what.isEmpty() ? "" : what + " · ");
    text.append(cost.total()).append(" of ").append(plan.budget().ceiling());
    diesAt.ifPresent(
        end -> text.append(" · dies in ").append(Humans.clock(Duration.between(at, end))));
    return painter.paint(Style.MUTED, text.toString());
  }
}
