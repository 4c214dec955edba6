package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.Secret;
import dev.sortie.core.market.Sighting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An end that the market itself holds: registered, read back, moved, called, taken back. */
final class SchedulingTest {
  private static final String JOBS = "/api/v0/commands/schedule_job/";
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  @Test
  void whatIsHeldStandsInTheMarketsListNotBeforeItsTime() throws Exception {
    try (Stage stage = new Stage(folder, "")) {
      InstanceId id = stage.rented();
      Instant asked = Instant.now();
      HeldEnd.Held held = (HeldEnd.Held) hold(stage, id, HOUR);
      assertThat(held.at()).isAfter(asked.plus(HOUR)).isBefore(asked.plus(HOUR).plusSeconds(300));
      JsonNode job = jobs(stage).get(0);
      assertThat(job.path("start_time").asLong()).isEqualTo(held.at().getEpochSecond());
      assertThat(job.path("api_endpoint").asString()).isEqualTo("/api/v0/instances/" + id + "/");
      assertThat(job.path("frequency").asString()).isEqualTo("HOURLY");
      assertThat(stage.market.look(id)).isInstanceOf(Sighting.Present.class);
    }
  }

  @Test
  void whicheverClockIsAheadItIsNeverEarly() throws Exception {
    for (Duration ahead : List.of(Duration.ofMinutes(40), Duration.ofMinutes(-40))) {
      try (Stage stage = new Stage(folder.resolve("s" + ahead.toMinutes()), "");
          Calls calls =
              new Calls(
                  VastSettings.of(stage.practice.url(), new Secret(stage.practice.apiKey()))
                      .withPace(Pace.scaled(0)))) {
        InstantSource ours = () -> Instant.now().plus(ahead);
        Instant asked = ours.instant();
        HeldEnd held = new Scheduling(calls, ours).hold(stage.rented(), HOUR, Permit.ALWAYS);
        Instant at = ((HeldEnd.Held) held).at();
        assertThat(at).as("by our clock").isAfter(asked.plus(HOUR));
        assertThat(at).as("by the market's").isAfter(asked.minus(ahead).plus(HOUR));
      }
    }
  }

  @Test
  void aMovedDeadlineMovesTheOneJobThereIs() throws Exception {
    try (Stage stage = new Stage(folder, "")) {
      InstanceId id = stage.rented();
      Instant first = ((HeldEnd.Held) hold(stage, id, HOUR)).at();
      Instant second = ((HeldEnd.Held) hold(stage, id, HOUR.dividedBy(2))).at();
      assertThat(second).isBefore(first);
      assertThat(jobs(stage)).hasSize(1);
      assertThat(jobs(stage).get(0).path("start_time").asLong()).isEqualTo(second.getEpochSecond());
    }
  }

  @Test
  void whenItsTimeHasComeTheMarketDestroysTheInstance() throws Exception {
    try (Stage stage = new Stage(folder, "", 600)) {
      InstanceId id = stage.rented();
      assertThat(hold(stage, id, Duration.ZERO)).isInstanceOf(HeldEnd.Held.class);
      awaitGone(stage, id);
    }
  }

  @Test
  void onlyOurOwnJobsAreTakenBack() throws Exception {
    try (Stage stage = new Stage(folder, "")) {
      InstanceId id = stage.rented();
      hold(stage, id, HOUR);
      // Of the same instance, but another call; and the same call for somebody else's instance.
      foreign(stage, id, "/api/v0/instances/reboot/" + id + "/", "PUT");
      foreign(stage, new InstanceId(4711), "/api/v0/instances/4711/", "DELETE");
      assertThat(stage.market.releaseEnd(id, Permit.ALWAYS)).isEqualTo(new ReleasedEnd.Released());
      assertThat(jobs(stage)).hasSize(2);
      assertThat(jobs(stage).toString()).contains("reboot", "4711");
      assertThat(stage.market.releaseEnd(id, Permit.ALWAYS))
          .as("again")
          .isEqualTo(new ReleasedEnd.Released());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "job_refused,NotHeld",
    "job_not_listed,NotHeld",
    "unavailable route=schedule_job method=GET,Unclear",
    "unavailable route=schedule_job method=POST,Unclear",
    "reset_after_action route=schedule_job method=POST times=1,Held",
    "reset_before_action route=schedule_job method=POST times=1,Unclear",
    "job_late,Held",
    "job_lost,Held"
  })
  void whatCannotBeReadBackIsNotBelieved(String fault, String outcome) throws Exception {
    try (Stage stage = new Stage(folder, fault)) {
      InstanceId id = stage.rented();
      assertThat(hold(stage, id, HOUR).getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(stage.market.look(id)).isInstanceOf(Sighting.Present.class);
    }
  }

  @Test
  void anotherJobThatTheMarketNamesAndDoesNotShowIsNotTouched() throws Exception {
    try (Stage stage = new Stage(folder, "job_not_listed times=1")) {
      InstanceId id = stage.rented();
      hold(stage, id, HOUR);
      assertThat(((HeldEnd.NotHeld) hold(stage, id, HOUR)).said()).contains("another job");
    }
  }

  @Test
  void aJobThatIsCalledTooEarlyIsSeenByTheInstanceBeingGone() throws Exception {
    try (Stage stage = new Stage(folder, "job_early seconds=1")) {
      InstanceId id = stage.rented();
      assertThat(hold(stage, id, HOUR)).isInstanceOf(HeldEnd.Held.class);
      awaitGone(stage, id);
    }
  }

  @Test
  void aJobThatCannotBeRemovedIsSaidToBeThere() throws Exception {
    try (Stage stage = new Stage(folder, "job_stays times=1")) {
      InstanceId id = stage.rented();
      hold(stage, id, HOUR);
      assertThat(stage.market.releaseEnd(id, Permit.ALWAYS)).isInstanceOf(ReleasedEnd.Failed.class);
      assertThat(stage.market.releaseEnd(id, Permit.ALWAYS)).isEqualTo(new ReleasedEnd.Released());
      assertThat(jobs(stage)).isEmpty();
    }
  }

  @Test
  void aListThatIsNoneProvesNothing() throws Exception {
    try (var server = new ScriptedServer(ScriptedServer.json(200, "{\"success\":true}"));
        var market = Stage.client(server.endpoint())) {
      assertThat(market.holdEnd(own(new InstanceId(7)), HOUR, Permit.ALWAYS))
          .isInstanceOf(HeldEnd.Unclear.class);
      assertThat(market.releaseEnd(new InstanceId(7), Permit.ALWAYS))
          .isInstanceOf(ReleasedEnd.Failed.class);
      assertThat(server.seen()).allMatch(request -> request.method().equals("GET"));
    }
  }

  @Test
  void aSecondJobForTheSameCallIsAnsweredWithTheFirst() throws Exception {
    try (Stage stage = new Stage(folder, "")) {
      InstanceId id = stage.rented();
      foreign(stage, id, "/api/v0/instances/reboot/" + id + "/", "PUT");
      String again = foreign(stage, id, "/api/v0/instances/reboot/" + id + "/", "PUT");
      assertThat(again).startsWith("422 ").contains("scheduled_job_id");
    }
  }

  private static HeldEnd hold(Stage stage, InstanceId id, Duration left) {
    return stage.market.holdEnd(own(id), left, Permit.ALWAYS);
  }

  private static OwnInstance own(InstanceId id) {
    return OwnInstance.recorded(id, new Label("00000001", "00000002"));
  }

  private static void awaitGone(Stage stage, InstanceId id) {
    await("the market has destroyed it")
        .atMost(Duration.ofSeconds(60))
        .until(() -> stage.market.look(id) instanceof Sighting.Absent);
  }

  private static JsonNode jobs(Stage stage) throws IOException, InterruptedException {
    return Json.parse(call(stage, "GET", "").substring("200 ".length())).orElseThrow();
  }

  private static String foreign(Stage stage, InstanceId id, String endpoint, String method)
      throws IOException, InterruptedException {
    long start = Instant.now().plus(HOUR).getEpochSecond();
    return call(
        stage,
        "POST",
        String.format(
            Locale.ROOT,
            """
            {"start_time":%d,"end_time":%d,"api_endpoint":"%s","request_method":"%s",
             "request_body":{},"frequency":"HOURLY","day_of_the_week":null,"hour_of_the_day":null,
             "instance_id":%s}
            """,
            start,
            start + 3600,
            endpoint,
            method,
            id));
  }

  private static String call(Stage stage, String method, String body)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(stage.practice.url() + JOBS))
                  .header("Authorization", "Bearer " + stage.practice.apiKey())
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
