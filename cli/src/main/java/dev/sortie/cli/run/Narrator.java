package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Humans;
import dev.sortie.core.choose.Candidate;
import dev.sortie.core.error.Cause;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Offer;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PushReport;
import dev.sortie.core.run.RunEvent;
import dev.sortie.core.run.RunPlan;
import dev.sortie.core.text.Foreign;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts facts of the journal into words for a person. */
final class Narrator {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final RunPlan plan;
  private String lastMessage = "";
  private boolean guarded;
  private boolean ending;

  Narrator(RunPlan plan) {
    this.plan = plan;
  }

  /** The lines for a fact; empty for those a person need not hear of. */
  List<StageLine> tell(Fact fact) {
    return switch (fact) {
      case LeaseEvent event -> tell(event);
      case RunEvent event -> tell(event);
      default -> List.of();
    };
  }

  private List<StageLine> tell(LeaseEvent event) {
    return switch (event) {
      case LeaseEvent.Intended(var terms) ->
          List.of(
              StageLine.note(
                  "rent", terms.gpu() + "  " + terms.location() + "  offer " + terms.offer()));
      case LeaseEvent.Rented(var instance) -> {
        guarded = false;
        ending = false;
        yield List.of(StageLine.done("rent", "instance " + instance));
      }
      case LeaseEvent.AnswerUnclear(var said) ->
          List.of(
              StageLine.bad("rent", "no clear answer (" + plain(said) + "); looking the label up"));
      case LeaseEvent.NotOurs(var instance, var label) ->
          List.of(StageLine.bad("rent", notOurs(instance, plain(label))));
      case LeaseEvent.StateSeen(var state, var message, _) ->
          ending ? List.of() : state(state, message);
      case LeaseEvent.Reached(_, var address) ->
          List.of(StageLine.done("boot", "reachable at " + address));
      case LeaseEvent.GuardProven(var said) -> proven(said);
      case LeaseEvent.GuardDoubted(var said) -> {
        guarded = false;
        yield List.of(
            StageLine.bad(
                "guard",
                "no proof from it now: " + plain(said) + "; starting it again if need be"));
      }
      case LeaseEvent.GuardRevived(var times, var frozen) ->
          List.of(StageLine.bad("guard", revived(times, frozen)));
      case LeaseEvent.GuardLost(var said) -> {
        guarded = false;
        yield List.of(StageLine.bad("guard", "it does not answer any more: " + plain(said)));
      }
      case LeaseEvent.StrayFound(_, var instance, _) ->
          List.of(StageLine.bad("gone", "found instance " + instance + ", wanted by nobody"));
      case LeaseEvent.PriceRaised(var gpu, _) ->
          List.of(StageLine.bad("money", "the market raised its price to " + gpu + " an hour"));
      case LeaseEvent.MarketEndHeld(var at, _) ->
          List.of(
              StageLine.done(
                  "guard",
                  "the market ends it too, not before "
                      + TIME.format(at)
                      + ", up to an hour later"));
      case LeaseEvent.MarketEndFailed(var said) ->
          List.of(StageLine.bad("guard", "the market holds no end for it: " + plain(said)));
      case LeaseEvent.MarketEndStuck(var said) ->
          List.of(
              StageLine.bad(
                  "gone",
                  "the market's job for its end is still there ("
                      + plain(said)
                      + "); the next walk removes it"));
      case LeaseEvent.EndWanted(var reason) -> {
        ending = true;
        yield endWanted(reason);
      }
      case LeaseEvent.DestroyTried(var said) ->
          said.isEmpty()
              ? List.of()
              : List.of(StageLine.bad("gone", "destroy was answered: " + plain(said)));
      case LeaseEvent.Resurfaced _ ->
          List.of(StageLine.bad("gone", "listed again after it was gone; destroying it again"));
      case LeaseEvent.Gone _ -> List.of(StageLine.done("gone", "destroyed, proven absent"));
      // Of what was not rented the run tells, with its code.
      case LeaseEvent.Adopted _,
          LeaseEvent.LabelSeen _,
          LeaseEvent.NotRented _,
          LeaseEvent.NotListed _,
          LeaseEvent.Unwatched _,
          LeaseEvent.MarketEndRemoved _,
          LeaseEvent.TrafficCounted _,
          LeaseEvent.AbsenceSeen _ ->
          List.of();
    };
  }

  private static String notOurs(InstanceId instance, String label) {
    String named = "the market named instance " + instance + ", which ";
    String carries = label.isEmpty() ? "shows no label of ours" : "carries the label " + label;
    return named + carries + ": not touched; looking ours up by its label";
  }

  private static String revived(int times, boolean frozen) {
    return "something on the machine "
        + (frozen ? "stopped" : "killed")
        + " it; it runs again"
        + (times == 1 ? "" : " (" + Humans.count(times, "time") + " so far)");
  }

  private List<StageLine> proven(String said) {
    boolean news = !guarded;
    guarded = true;
    return news ? List.of(StageLine.done("guard", plain(said))) : List.of();
  }

  private List<StageLine> state(InstanceState state, String message) {
    String said = plain(message);
    if (state == InstanceState.RUNNING) {
      return List.of(StageLine.done("boot", "running"));
    }
    if (state == InstanceState.PROVISIONING && said.isEmpty()) {
      return List.of();
    }
    String text = state.name().toLowerCase(Locale.ROOT) + (said.isEmpty() ? "" : ": " + said);
    if (text.equals(lastMessage)) {
      return List.of();
    }
    lastMessage = text;
    return List.of(StageLine.note("boot", text));
  }

  private static List<StageLine> endWanted(EndReason reason) {
    return switch (reason.kind()) {
      case DONE, ASKED, FETCHED, RUN_FAILED, NOT_NEEDED ->
          List.of(StageLine.note("gone", "ending the instance"));
      case CEILING,
          BAD_IMAGE,
          CONTAINER_FAILED,
          STUCK_LOADING,
          SSH_NEVER_UP,
          INSTANCE_LOST,
          LEFTOVER,
          NO_GUARD,
          PRICE_RAISED,
          STRAY ->
          List.of(StageLine.bad("gone", "ending the instance: " + plain(reason.said())));
    };
  }

  private List<StageLine> tell(RunEvent event) {
    return switch (event) {
      case RunEvent.Adopted(var by) ->
          List.of(StageLine.note("resume", plain(by) + " goes on with it from here"));
      case RunEvent.LeaseFailed(_, var cause, var said, _) ->
          List.of(StageLine.bad("rent", cause.code() + " " + plain(said)));
      case RunEvent.LeaseLost(_, var cause, var said, _) ->
          List.of(
              StageLine.bad(
                  "lost", cause.code() + " " + plain(said) + "; what is left goes on elsewhere"));
      case RunEvent.SearchWanted(var cause, var said) ->
          List.of(
              StageLine.bad(
                  "search",
                  cause.code()
                      + " "
                      + plain(said)
                      + "; no offer of the plan is left, searching others"));
      case RunEvent.Replanned(var candidates, _) ->
          List.of(StageLine.done("search", found(candidates)));
      case RunEvent.SearchFailed(var said) ->
          List.of(StageLine.bad("search", "no other offer: " + plain(said)));
      case RunEvent.HeldBack(var until) ->
          List.of(StageLine.bad("rent", "too many create calls lately; waiting until " + until));
      case RunEvent.Warned(var percent, var spent) ->
          List.of(StageLine.bad("money", spent + " spent, " + percent + " % of the ceiling"));
      case RunEvent.Pushed(var report) -> pushed(report);
      case RunEvent.SetUpStarted(var step) ->
          List.of(StageLine.done("set-up", plan.recipe().setup().get(step - 1)));
      case RunEvent.SetUpEnded(var step, var status) ->
          status == 0 ? List.of() : List.of(StageLine.bad("set-up", step + " exit " + status));
      case RunEvent.TaskStarted(var task) ->
          List.of(StageLine.done(count(task), plan.recipe().command(plan.tasks().get(task - 1))));
      case RunEvent.TaskEnded(_, var status) ->
          List.of(
              status == 0 ? StageLine.good("", "✔ exit 0") : StageLine.bad("", "✘ exit " + status));
      case RunEvent.TaskVanished _ ->
          List.of(StageLine.bad("", "✘ killed on the machine, no exit status"));
      case RunEvent.Pulled(var report) -> pulled(report);
      case RunEvent.PullFailed(var cause, var said) ->
          List.of(
              StageLine.bad(
                  "pull",
                  cause.code()
                      + " "
                      + plain(said)
                      + (cause == Cause.LOCAL_DISK_FULL
                          ? "; make room in " + plain(plan.outFolder())
                          : "")
                      + "; trying again"));
      case RunEvent.StopWanted(var cause, var said) ->
          List.of(
              StageLine.bad(
                  "stop",
                  cause == Cause.INTERRUPTED
                      ? said + ": bringing home what is there, then the machine ends"
                      : said));
      case RunEvent.Planned _,
          RunEvent.LeaseOpened _,
          RunEvent.LeaseUp _,
          RunEvent.TimeCut _,
          RunEvent.Gathered _,
          RunEvent.PushStarted _,
          RunEvent.PullStarted _,
          RunEvent.ReleaseStarted _,
          RunEvent.Kept _,
          RunEvent.Troubled _,
          RunEvent.LeaseClosed _,
          RunEvent.Ended _ ->
          List.of();
    };
  }

  /** The ceiling and the query are the agreed ones; the price an hour may be another. */
  private static String found(List<Candidate> candidates) {
    Offer first = candidates.getFirst().offer();
    return Humans.count(candidates.size(), "other offer")
        + " within the same ceiling, first "
        + first.gpu()
        + "  "
        + first.location()
        + "  "
        + Humans.dollars(candidates.getFirst().rates().perHour())
        + " $/h";
  }

  private static List<StageLine> pushed(PushReport report) {
    List<StageLine> lines = new ArrayList<>();
    String sent =
        report.sentFiles() == report.files()
            ? ""
            : ", " + report.sentFiles() + " of them new or changed";
    lines.add(
        StageLine.done(
            "push",
            Humans.count(report.files(), "file") + ", " + Humans.bytes(report.bytes()) + sent));
    if (!report.keptHome().isEmpty()) {
      lines.add(StageLine.note("", "kept here, they look secret: " + names(report.keptHome())));
    }
    if (!report.unsettled().isEmpty()) {
      lines.add(StageLine.bad("", "changed while being read: " + names(report.unsettled())));
    }
    return lines;
  }

  /** What a pull has brought, in words. */
  static String brought(PullReport report) {
    if (report.files() == 0) {
      return "the outputs are empty";
    }
    String all = Humans.count(report.files(), "file") + ", " + Humans.bytes(report.bytes());
    String here = report.missing().isEmpty() ? ", every hash checked" : ", not all here";
    boolean news = report.broughtFiles() > 0 || !report.missing().isEmpty();
    return all + (news ? here : ", all here already");
  }

  private static List<StageLine> pulled(PullReport report) {
    List<StageLine> lines = new ArrayList<>();
    lines.add(StageLine.done("pull", brought(report)));
    report.missing().stream()
        .limit(10)
        .forEach(m ->
            lines.add(StageLine.bad("", "missing " + plain(m.path()) + ": " + plain(m.why()))));
    return lines;
  }

  private String count(int task) {
    return task + "/" + plan.tasks().size();
  }

  private static String names(List<String> paths) {
    String some = plain(String.join(", ", paths.stream().limit(5).toList()));
    return paths.size() > 5 ? some + " and " + (paths.size() - 5) + " more" : some;
  }

  /** Text from outside, on one line and without control characters. */
  static String plain(String text) {
    return Foreign.line(text);
  }
}
