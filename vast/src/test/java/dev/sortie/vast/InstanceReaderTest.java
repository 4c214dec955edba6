package dev.sortie.vast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.remote.SshAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class InstanceReaderTest {
  static final String RUNNING =
      """
      {"id":30000001,"machine_id":43973,"label":"sortie-c0ffee-lease01",
       "image_runtype":"ssh ssh_direc ssh_proxy","actual_status":"running",
       "intended_status":"running","status_msg":"success, running vastai/comfy/ssh\\n",
       "start_date":1795293567.41,"public_ipaddr":"203.0.113.10 ","ssh_host":"ssh5.vast.ai",
       "ssh_port":12345,"ports":{"22/tcp":[{"HostIp":"0.0.0.0","HostPort":"33526"},
       {"HostIp":"::","HostPort":"33526"}],"8188/tcp":[{"HostIp":"0.0.0.0","HostPort":"33527"}],
       "70000/udp":[{"HostPort":"33528"}]},"gpu_name":"RTX 4090","gpu_util":12.5,
       "dph_total":0.310417}
      """;

  private static ObjectNode running() {
    return (ObjectNode) Fixtures.json(RUNNING);
  }

  private static Instance read(ObjectNode node) {
    return InstanceReader.read(node).orElseThrow();
  }

  @Test
  void readsARunningInstance() {
    Instance instance = read(running());
    assertThat(instance.id().value()).isEqualTo(30000001);
    assertThat(instance.machine().value()).isEqualTo(43973);
    assertThat(instance.label()).isEqualTo("sortie-c0ffee-lease01");
    assertThat(instance.state()).isEqualTo(InstanceState.RUNNING);
    assertThat(instance.intended()).isEqualTo("running");
    assertThat(instance.message()).isEqualTo("success, running vastai/comfy/ssh");
    assertThat(instance.ports())
        .containsOnly(java.util.Map.entry(22, 33526), java.util.Map.entry(8188, 33527));
    assertThat(instance.publicAddress()).isEqualTo("203.0.113.10");
    assertThat(instance.pricePerHour()).isEqualTo(0.310417);
    assertThat(instance.created()).contains(Instant.ofEpochMilli(1795293567410L));
    assertThat(instance.gpuUtilization()).contains(12.5);
  }

  @Test
  void triesTheDirectAddressFirstAndTheProxySecond() {
    assertThat(read(running()).ssh())
        .containsExactly(
            new SshAddress("203.0.113.10", 33526), new SshAddress("ssh5.vast.ai", 12345));
  }

  @Test
  void addsOneToTheProxyPortWhereJupyterHasTheFirst() {
    ObjectNode node = running().put("image_runtype", "jupyter_proxy ssh_proxy");
    node.putNull("ports");
    assertThat(read(node).ssh()).containsExactly(new SshAddress("ssh5.vast.ai", 12346));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "\"\"", "{\"22/tcp\":null}", "{\"22/tcp\":[]}"})
  void toleratesPortsThatAreNotMappedYet(String ports) {
    ObjectNode node = running();
    node.set("ports", Fixtures.json(ports));
    assertThat(read(node).ports()).isEmpty();
    assertThat(read(node).ssh()).containsExactly(new SshAddress("ssh5.vast.ai", 12345));
  }

  @Test
  void toleratesARecordOfNothingButNulls() {
    ObjectNode node = running();
    running()
        .propertyNames()
        .forEach(name -> {
          if (!name.equals("id")) {
            node.putNull(name);
          }
        });
    Instance instance = read(node);
    assertThat(instance.state()).isEqualTo(InstanceState.PROVISIONING);
    assertThat(instance.ssh()).isEmpty();
    assertThat(instance.label()).isEmpty();
    assertThat(instance.created()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "created,CREATED",
    "loading,LOADING",
    "running,RUNNING",
    "stopped,STOPPED",
    "exited,EXITED",
    "frozen,FROZEN",
    "rebooting,RESTARTING",
    "recycling,RESTARTING",
    "unknown,UNKNOWN",
    "offline,OFFLINE",
    "scheduling,LOADING"
  })
  void readsTheStatus(String status, InstanceState state) {
    assertThat(read(running().put("actual_status", status)).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"x\"}", "{\"id\":0}", "5", "[]"})
  void rejectsWhatIsNoRecord(String text) {
    assertThat(InstanceReader.read(Fixtures.json(text))).isEmpty();
  }
}
