package dev.sortie.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sortie.core.lease.GuardReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance's own key that may end its instance and perhaps not read it. */
@Execution(ExecutionMode.CONCURRENT)
class GuardKeyTest {
  private static final String EVERY_SHELL = "dev.sortie.engine.guard.Scene#everyShell";
  private static final String SHELLS = "dev.sortie.engine.guard.Scene#shells";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource(EVERY_SHELL)
  void whereReadingIsRefusedAStartProvesTheKey(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.stand.fault("instance_key_refused method=GET");
      scene.armed(1000, 600);
      GuardReport report =
          Scene.soon("the key is proven").until(() -> scene.renew(600, 1000), GuardReport::isProof);
      assertThat(report.said()).contains("may not read");
      // Once by what the create call brought, and once more where that was replaced meanwhile.
      assertThat(scene.stand.calls("PUT", scene.rental)).isBetween(1L, 2L);
      assertThat(scene.stand.hasStopped(scene.rental)).isFalse();
      scene.renew(1, 1000);
      scene.awaitGone();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/wget", "/usr/bin/python3", "busybox/nc"})
  void aStartIsAskedForWithAnyProgram(String program) throws IOException {
    try (Scene scene = new Scene(folder, Shell.DASH, List.of(program))) {
      scene.stand.fault("instance_key_refused method=GET");
      scene.armed(1000, 600);
      Scene.soon("the key is proven").until(() -> scene.renew(600, 1000), GuardReport::isProof);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/curl", "/usr/bin/wget", "/usr/bin/python3", "busybox/nc"})
  void whicheverProgramAsksItGivesItselfANameOfItsOwn(String program) throws IOException {
    try (Scene scene = new Scene(folder, Shell.DASH, List.of(program))) {
      scene.stand.fault("agent_refused");
      scene.armed(1000, 600);
      Scene.soon("the key is proven").until(() -> scene.renew(600, 1000), GuardReport::isProof);
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whereReadingAndStartingAreRefusedItIsUnproven(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.stand.fault("instance_key_refused");
      scene.armed(1000, 600);
      Scene.soon("the key is refused")
          .until(() -> scene.renew(600, 1000), r -> r.said().contains("refuses"));
      assertThat(scene.stand.calls("PUT", scene.rental)).isPositive();
      assertThat(scene.renew(600, 1000).isProof()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aStartThatIsAnsweredButNotDoneProvesNothing(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.stand.fault("instance_key_refused method=GET\\nstart_refused_queued");
      scene.armed(1000, 600);
      Scene.soon("it is asked for").until(() -> scene.stand.calls("PUT", scene.rental) > 0);
      assertThat(scene.renew(600, 1000).isProof()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatMayReadIsNeverStarted(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.stand.fault(
          "unavailable route=/instances method=GET times=2 instance=" + scene.rental.id());
      scene.armed(1000, 600);
      Scene.soon("the key is proven").until(() -> scene.renew(600, 1000), GuardReport::isProof);
      assertThat(scene.stand.calls("PUT", scene.rental)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatWasBegunToBeEndedIsNeverStarted(Shell shell) throws IOException {
    try (Scene scene = new Scene(folder, shell)) {
      scene.stand.fault("instance_key_refused method=GET\\ndestroy_refused");
      scene.stand.fault("unavailable route=/instances method=PUT times=1");
      scene.armed(1000, 2);
      Scene.soon("it is stopped").until(() -> scene.stand.hasStopped(scene.rental));
      long asked = scene.stand.calls("GET", scene.rental);

      // We come back after all: it waits again, and tries its key.
      scene.renew(600, 1000);
      Scene.soon("its key is tried").until(() -> scene.stand.calls("GET", scene.rental) > asked);
      scene.renew(600, 1000);
      assertThat(scene.stand.hasStopped(scene.rental)).isTrue();

      // Nor when its container starts again.
      scene.box.stop();
      scene.box.start(Guard.onstart(Scene.LONG, java.util.Optional.empty()));
      long later = scene.stand.calls("GET", scene.rental);
      Scene.soon("its key is tried").until(() -> scene.stand.calls("GET", scene.rental) > later);
      scene.renew(600, 1000);
      assertThat(scene.stand.hasStopped(scene.rental)).isTrue();
    }
  }

  /** What a market may say to a read, and what it says to a start, for ever. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"instances\": {\"id\":1}}              | 500 | no                  | alive, ends",
        "401 | Unauthorized                             | 200 | {\"success\": true} | may not read",
        "403 | <html>403 Forbidden</html>               | 200 | {\"success\":true}  | may not read",
        "200 | {\"instances\": null}                    | 200 | {\"success\":true}  | may not read",
        "200 | {\"instances\":null}                     | 404 | no_such_instance    | refuses",
        "401 | auth_error | 200 | {\"success\":false,\"msg\":\"true\"}              | refuses",
        "503 | <html>unavailable</html>                 | 200 | {\"success\":true}  | not yet",
        "429 | API requests too frequent                | 200 | {\"success\":true}  | not yet"
      })
  void isJudgedByTheBody(int status, String read, int started, String start, String said)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          boolean reads = call.getRequestMethod().equals("GET");
          byte[] body = (reads ? read : start).getBytes(StandardCharsets.UTF_8);
          call.getRequestBody().readAllBytes();
          call.sendResponseHeaders(reads ? status : started, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    server.start();
    try (Scene scene = new Scene(folder, Shell.DASH)) {
      scene.box.with("SORTIE_MARKET_URL", "http://127.0.0.1:" + server.getAddress().getPort());
      scene.armed(1000, 600);
      GuardReport report = scene.renew(600, 1000);
      assertThat(report.said()).contains(said);
      assertThat(report.isProof()).isEqualTo(report.said().startsWith("alive, "));
    } finally {
      server.stop(0);
    }
  }
}
