package dev.sortie.practice.api;

import static dev.sortie.practice.faults.Fault.Target.rental;

import dev.sortie.practice.faults.Fault;
import dev.sortie.practice.faults.Fault.Target;
import dev.sortie.practice.faults.FaultKind;
import dev.sortie.practice.http.Call;
import dev.sortie.practice.http.Refusal;
import dev.sortie.practice.http.Reply;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.json.Json;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.ScheduledJob;
import dev.sortie.practice.market.Scheduler;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Scheduled jobs: the market calls its own API at a time. */
final class JobsApi {
  private static final Set<String> FREQUENCIES = Set.of("HOURLY", "DAILY", "WEEKLY");
  private static final Set<String> METHODS = Set.of("POST", "PUT", "DELETE");
  private static final int SECONDS_A_MINUTE = 60;
  private static final int MINUTES_AN_HOUR = 60;

  private final Market market;
  private final Scheduler scheduler;

  JobsApi(Market market) {
    this.market = market;
    this.scheduler = new Scheduler(market);
  }

  void on(Routes routes) {
    String all = "/api/v0/commands/schedule_job";
    routes.account("GET", all, 0, call -> list());
    routes.account("POST", all, 1, this::make);
    routes.account("PUT", all + "/{job}", 1, this::change);
    routes.account("DELETE", all + "/{job}", 1, this::remove);
  }

  private Reply list() {
    ArrayNode body = Json.array();
    scheduler.listed().forEach(job -> body.add(json(job)));
    return Reply.json(body);
  }

  private Reply make(Call call) {
    ScheduledJob job = read(call.body());
    Optional<ScheduledJob> known = scheduler.find(job.instance(), job.endpoint());
    if (known.isPresent()) {
      ObjectNode body = Json.object().put("success", false).put("error", "already_exists");
      body.put("msg", "A job for this instance and endpoint exists already.");
      return Reply.json(422, body.put("scheduled_job_id", known.get().id()));
    }
    return keep(job, Optional.empty());
  }

  private Reply change(Call call) {
    long id = call.id("job");
    if (scheduler.find(id).isEmpty()) {
      throw noJob(id);
    }
    return keep(read(call.body()), Optional.of(id));
  }

  private Reply keep(ScheduledJob job, Optional<Long> instead) {
    Target target = target(job);
    if (strike(FaultKind.JOB_REFUSED, target).isPresent()) {
      return Reply.error(403, "forbidden", "error 403/5511: this endpoint cannot be scheduled");
    }
    double now = market.now();
    Optional<Fault> early = strike(FaultKind.JOB_EARLY, target);
    Optional<Fault> late = strike(FaultKind.JOB_LATE, target);
    double at =
        early
            .map(fault -> now + fault.secondsOr(5))
            .or(() -> late.map(fault -> job.startTime() + fault.secondsOr(3600)))
            .orElse(job.startTime());
    double next = strike(FaultKind.JOB_LOST, target).isPresent() ? Contract.NEVER : at;
    boolean listed = strike(FaultKind.JOB_NOT_LISTED, target).isEmpty();
    ScheduledJob kept =
        scheduler.put(
            new ScheduledJob(
                job.id(),
                job.instance(),
                job.endpoint(),
                job.method(),
                job.body(),
                job.startTime(),
                job.endTime(),
                job.frequency(),
                job.day(),
                job.hour(),
                next,
                listed),
            instead);
    return Reply.json(Reply.success().put("scheduled_job_id", kept.id()));
  }

  private Reply remove(Call call) {
    long id = call.id("job");
    Optional<ScheduledJob> known = scheduler.find(id);
    if (known.isPresent() && strike(FaultKind.JOB_STAYS, target(known.get())).isPresent()) {
      return Reply.error(500, "server_error", "error 500/5530: could not remove the job");
    }
    if (!scheduler.remove(id)) {
      throw noJob(id);
    }
    return Reply.ok();
  }

  private static ScheduledJob read(JsonNode body) {
    String frequency = Json.text(body, "frequency").orElse("");
    String method = Json.text(body, "request_method").orElse("");
    String endpoint = Json.text(body, "api_endpoint").orElse("");
    double start = Json.number(body, "start_time").orElse(-1);
    double end = Json.number(body, "end_time").orElse(-1);
    int day = (int) Json.number(body, "day_of_the_week").orElse(-1);
    int hour = (int) Json.number(body, "hour_of_the_day").orElse(-1);
    boolean fits =
        switch (frequency) {
          case "HOURLY" -> day < 0 && hour < 0;
          case "DAILY" -> day < 0 && hour >= 0;
          case "WEEKLY" -> day >= 0 && hour >= 0;
          default -> false;
        };
    if (!FREQUENCIES.contains(frequency)
        || !fits
        || !METHODS.contains(method)
        || !endpoint.startsWith("/api/v0/")
        || start < 0
        || end <= start) {
      throw new Refusal(400, "invalid_args", "the job is not well-formed");
    }
    return new ScheduledJob(
        0,
        (long) Json.number(body, "instance_id").orElse(0),
        endpoint,
        method,
        body.path("request_body").isObject() ? body.path("request_body").toString() : "{}",
        start,
        end,
        frequency,
        day,
        hour,
        start,
        true);
  }

  private static ObjectNode json(ScheduledJob job) {
    ObjectNode json = Json.object().put("id", job.id()).put("instance_id", job.instance());
    json.put("api_endpoint", job.endpoint());
    json.put("start_time", (long) job.startTime()).put("end_time", (long) job.endTime());
    orNull(json, "day_of_the_week", job.day());
    orNull(json, "hour_of_the_day", job.hour());
    json.put("min_of_the_hour", (long) job.startTime() / SECONDS_A_MINUTE % MINUTES_AN_HOUR);
    return json.put("frequency", job.frequency());
  }

  private static void orNull(ObjectNode json, String field, int value) {
    if (value < 0) {
      json.putNull(field);
    } else {
      json.put(field, value);
    }
  }

  private Target target(ScheduledJob job) {
    return market
        .find(job.instance())
        .map(one -> rental(one.offer().machineId(), one.id(), one.label()))
        .orElseGet(() -> rental(-1, job.instance(), ""));
  }

  private Optional<Fault> strike(FaultKind kind, Target target) {
    return market.faults().strike(kind, target);
  }

  private static Refusal noJob(long id) {
    return new Refusal(404, "not_found", "there is no scheduled job " + id);
  }
}
