package dev.sortie.vast;

import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.vast.Answer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Has vast.ai's own scheduler destroy an instance (vast-cli, {@code add_scheduled_job}; nothing of
 * it has been seen on the live API). Only jobs that call the endpoint of that very instance are
 * changed or removed.
 */
final class Scheduling {
  /** The market's {@code Date} has whole seconds, and its scheduler may round to minutes. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  /** Where the market does not say what time it is, its clock may differ by as much. */
  private static final Duration MARGIN_IN_THE_DARK = Duration.ofMinutes(15);

  private static final int EXISTS = 422;

  private final Calls calls;
  private final InstantSource clock;

  Scheduling(Calls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** One of the scheduler's jobs that call an instance's own endpoint. */
  private record Job(long id, Instant start) {}

  /** What the scheduler's list showed. */
  private sealed interface Jobs {
    record Shown(List<Job> ofInstance, Optional<Instant> marketTime) implements Jobs {}

    record Unknown(MarketProblem problem) implements Jobs {}
  }

  HeldEnd hold(InstanceId id, Duration left, Permit permit) {
    return switch (list(id)) {
      case Jobs.Unknown(var problem) -> new HeldEnd.Unclear(problem);
      case Jobs.Shown(var jobs, var marketTime) -> {
        Instant start = start(left, marketTime);
        ApiRequest request =
            jobs.isEmpty()
                ? Routes.schedule(id, start)
                : Routes.reschedule(jobs.getFirst().id(), id, start);
        Answer answer = calls.act(request, permit);
        yield existing(answer).isPresent()
            ? moved(id, start, existing(answer).getAsLong(), permit)
            : readBack(id, start, Problems.of(answer));
      }
    };
  }

  /** Whichever clock is ahead counts: a job must never be early. */
  private Instant start(Duration left, Optional<Instant> marketTime) {
    Instant here = clock.instant();
    Instant latest = marketTime.filter(there -> there.isAfter(here)).orElse(here);
    Duration margin = marketTime.isPresent() ? MARGIN : MARGIN_IN_THE_DARK;
    Duration whole = left.isNegative() ? Duration.ZERO : left;
    return Instant.ofEpochSecond(latest.plus(whole).plus(margin).getEpochSecond() + 1);
  }

  /** The market names a job that its list did not show a moment ago: only if it is ours. */
  private HeldEnd moved(InstanceId id, Instant start, long named, Permit permit) {
    return switch (list(id)) {
      case Jobs.Unknown(var problem) -> new HeldEnd.Unclear(problem);
      case Jobs.Shown(var jobs, _) when jobs.stream().noneMatch(job -> job.id() == named) ->
          new HeldEnd.NotHeld("the market has another job for this instance, which is not ours");
      case Jobs.Shown _ ->
          readBack(id, start, Problems.of(calls.act(Routes.reschedule(named, id, start), permit)));
    };
  }

  /** What cannot be read back is not believed; what is read back needs no answer. */
  private HeldEnd readBack(InstanceId id, Instant start, Optional<MarketProblem> problem) {
    return switch (list(id)) {
      case Jobs.Unknown(var unread) -> new HeldEnd.Unclear(unread);
      case Jobs.Shown(var jobs, _)
          when jobs.stream().anyMatch(job -> job.start().isBefore(start)) ->
          new HeldEnd.NotHeld(
              "its list shows an earlier time than was asked for"
                  + problem.map(why -> ": " + why.said()).orElse(""));
      case Jobs.Shown(var jobs, _) when jobs.isEmpty() ->
          problem
              .map(Scheduling::refused)
              .orElseGet(() -> new HeldEnd.NotHeld("its list does not show what it has accepted"));
      case Jobs.Shown(var jobs, _) ->
          new HeldEnd.Held(jobs.stream().map(Job::start).min(Instant::compareTo).orElseThrow());
    };
  }

  private static HeldEnd refused(MarketProblem problem) {
    return switch (problem) {
      case MarketProblem.NoAnswer _, MarketProblem.Malformed _ -> new HeldEnd.Unclear(problem);
      case MarketProblem.BadKey _,
          MarketProblem.SecondFactor _,
          MarketProblem.RateLimited _,
          MarketProblem.InsufficientCredit _,
          MarketProblem.SpendLimit _,
          MarketProblem.NotFound _,
          MarketProblem.Refused _,
          MarketProblem.Unreachable _ ->
          new HeldEnd.NotHeld(problem.said());
    };
  }

  ReleasedEnd release(InstanceId id, Permit permit) {
    Optional<MarketProblem> problem = Optional.empty();
    if (list(id) instanceof Jobs.Shown(var jobs, _)) {
      for (Job job : jobs) {
        Optional<MarketProblem> why = Problems.of(calls.act(Routes.unschedule(job.id()), permit));
        problem = problem.or(() -> why);
      }
      if (jobs.isEmpty()) {
        return new ReleasedEnd.Released();
      }
    }
    Optional<MarketProblem> said = problem;
    return switch (list(id)) {
      case Jobs.Unknown(var unread) -> new ReleasedEnd.Failed(said.orElse(unread));
      case Jobs.Shown(var jobs, _) when jobs.isEmpty() -> new ReleasedEnd.Released();
      case Jobs.Shown _ ->
          new ReleasedEnd.Failed(
              said.orElseGet(() -> new MarketProblem.Refused("", "it is listed still")));
    };
  }

  private Jobs list(InstanceId id) {
    Answer answer = calls.read(Routes.schedules());
    Optional<MarketProblem> problem = Problems.of(answer);
    if (problem.isPresent() || !(answer instanceof Reply reply)) {
      return new Jobs.Unknown(
          problem.orElseGet(() -> new MarketProblem.NoAnswer("no answer to the list of jobs")));
    }
    Optional<JsonNode> array = reply.json().filter(JsonNode::isArray);
    if (array.isEmpty()) {
      return new Jobs.Unknown(Problems.malformed(reply, "no list of scheduled jobs"));
    }
    List<Job> jobs = new ArrayList<>();
    for (JsonNode one : array.get()) {
      if (isOf(id, one)) {
        OptionalLong job = Json.id(one, "id");
        OptionalLong start = Json.whole(one, "start_time");
        if (job.isEmpty() || start.isEmpty()) {
          return new Jobs.Unknown(Problems.malformed(reply, "a job without its number or time"));
        }
        jobs.add(new Job(job.getAsLong(), Instant.ofEpochSecond(start.getAsLong())));
      }
    }
    return new Jobs.Shown(jobs, reply.date());
  }

  private static boolean isOf(InstanceId id, JsonNode job) {
    OptionalLong instance = Json.id(job, "instance_id");
    String endpoint = Json.text(job, "api_endpoint");
    String slashed = endpoint.endsWith("/") ? endpoint : endpoint + "/";
    return instance.isPresent()
        && instance.getAsLong() == id.value()
        && slashed.equals(Routes.instance(id));
  }

  private static OptionalLong existing(Answer answer) {
    return answer instanceof Reply reply && reply.status() == EXISTS && reply.json().isPresent()
        ? Json.id(reply.json().get(), "scheduled_job_id")
        : OptionalLong.empty();
  }
}
