package dev.sortie.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.practice.MarketBox.Answer;
import dev.sortie.practice.machine.NetworkFault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class BootFaultsTest {
  private static final String LIST = "/api/v1/instances/";

  @TempDir Path folder;
  private MarketBox box;

  @BeforeEach
  void open() {
    box = MarketBox.open(folder);
  }

  @AfterEach
  void close() {
    box.close();
  }

  private Answer create(String label) {
    return box.put("/api/v0/asks/" + box.anOffer().path("id"), MarketBox.order(label));
  }

  @Test
  void statusStaysNullAndBootIsSlow() {
    box.fault("status_null_for seconds=100 label=null");
    long id = box.rent("null-1");
    box.pass(100);
    assertThat(box.instance(id).path("actual_status").isNull()).isTrue();
    box.pass(11);
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");

    box.fault("slow_boot seconds=500 label=slow");
    long slow = box.rent("slow-1");
    box.pass(505);
    assertThat(box.instance(slow).path("actual_status").asString()).isEqualTo("loading");
    box.pass(6);
    assertThat(box.instance(slow).path("actual_status").asString()).isEqualTo("running");
  }

  @ParameterizedTest
  @CsvSource({
    "stuck_loading, loading, running, Downloading",
    "bad_image, loading, running, manifest for vastai/base:1.0 not found",
    "boot_exited, exited, running, exited with code 1",
    "container_create_failed, created, stopped, CDI"
  })
  void bootsFail(String fault, String actual, String intended, String message) {
    box.fault(fault);
    long id = box.boot("dud");

    box.pass(100);
    JsonNode instance = box.instance(id);
    assertThat(instance.path("actual_status").asString()).isEqualTo(actual);
    assertThat(instance.path("intended_status").asString()).isEqualTo(intended);
    assertThat(instance.path("status_msg").asString()).contains(message);
    assertThat(box.machines.machines).isEmpty();
  }

  @Test
  void aBadImageIsGivenUpAfterSevenMinutes() {
    box.fault("bad_image");
    long id = box.rent("dud");
    box.pass(430);

    assertThat(box.instance(id).path("intended_status").asString()).isEqualTo("stopped");
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("loading");
  }

  @Test
  void aMachineThatCannotBeMadeIsAContainerError() {
    box.machines.broken = true;
    long id = box.boot("broken");

    assertThat(box.instance(id).path("status_msg").asString())
        .isEqualTo("Error response from daemon: no space left on device");
  }

  @ParameterizedTest
  @CsvSource({"offline, offline, running", "outbid, exited, stopped", "exited, exited, running"})
  void whatRunsIsLost(String fault, String actual, String intended) {
    box.fault(fault + " seconds=20");
    long id = box.boot("lost");
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");

    box.pass(21);
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo(actual);
    assertThat(box.instance(id).path("intended_status").asString()).isEqualTo(intended);
  }

  @ParameterizedTest
  @CsvSource({
    "port_black_hole, BLACK_HOLE",
    "ssh_hangs, HANGS",
    "banner, BANNER",
    "connection_cuts, CUTS",
    "key_not_installed_for, KEY_NOT_INSTALLED"
  })
  void theNetworkInFrontMisbehaves(String fault, NetworkFault network) {
    box.fault(fault);
    long id = box.boot("net");

    box.instance(id);
    assertThat(box.machines.of(id).fault).isEqualTo(network);
  }

  @Test
  void theKeyIsInstalledLater() {
    box.fault("key_not_installed_for seconds=30");
    long id = box.boot("net");
    box.pass(31);
    box.instance(id);

    assertThat(box.machines.of(id).fault).isEqualTo(NetworkFault.NONE);
  }

  @Test
  void portsAreNeverMapped() {
    box.fault("port_never_mapped");
    long id = box.boot("ports");

    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("running");
    assertThat(box.instance(id).path("ports")).isEmpty();
  }

  @Test
  void faultsMatchMachinesAndLabels() {
    JsonNode offer = box.anOffer();
    box.fault("offer_gone machine=" + offer.path("machine_id"));
    assertThat(create("x").status()).isEqualTo(410);
    box.send("DELETE", "/practice/v1/faults", "{}", box.market.apiKey());
    box.fault("offer_gone label=run-");
    assertThat(create("run-7").status()).isEqualTo(410);
    assertThat(create("walk-7").status()).isEqualTo(200);
  }

  @Test
  void rateLimitsHoldWhenSwitchedOn() {
    box.fault("rate_limit_factor=1");
    assertThat(box.get(LIST).status()).isEqualTo(200);
    assertThat(box.get(LIST).text()).isEqualTo("API requests too frequent: endpoint threshold=1.0");
    box.pass(1);
    assertThat(box.get(LIST).status()).isEqualTo(200);
  }

  @Test
  void blowsStrikeOneInstance() {
    long id = box.boot("blow");
    String act = "/practice/v1/instances/" + id + "/";
    box.post(act + "gpu-utilization", "{\"percent\":87}");
    assertThat(box.instance(id).path("gpu_util").intValue()).isEqualTo(87);
    assertThat(box.machines.of(id).gpu).isEqualTo(87);
    box.post(act + "cut", "{}");
    assertThat(box.machines.of(id).calls).containsExactly("cut");
    box.post(act + "offline", "{}");
    assertThat(box.instance(id).path("actual_status").asString()).isEqualTo("offline");
    assertThat(box.machines.of(id).fault).isEqualTo(NetworkFault.BLACK_HOLE);
    assertThat(box.post(act + "dance", "{}").status()).isEqualTo(404);
  }
}
