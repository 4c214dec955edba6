package dev.sortie.practice.market;

import dev.sortie.practice.machine.MachineSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an instance sees from inside: the environment variables of the documentation. */
final class Inside {
  private Inside() {}

  /**
   * @param marketUrl given as {@code SORTIE_MARKET_URL}, which only the practice market sets, so
   *     that a program inside reaches this market and not the real one
   */
  static MachineSpec spec(
      Contract contract, Map<String, String> secrets, String marketUrl, Path root) {
    return new MachineSpec(
        contract.id(),
        root,
        environment(contract, secrets, marketUrl),
        contract.order().onstart(),
        contract.keys().stream().map(SshKey::key).toList(),
        Ports.exposed(contract.order()),
        contract.offer().gpuName(),
        contract.offer().gpuMegabytes());
  }

  static Map<String, String> environment(
      Contract contract, Map<String, String> secrets, String marketUrl) {
    Map<String, String> env = new LinkedHashMap<>(secrets);
    env.putAll(Ports.variables(contract.order().env()));
    env.put("CONTAINER_ID", String.valueOf(contract.id()));
    env.put("VAST_CONTAINERLABEL", "C." + contract.id());
    env.put("CONTAINER_API_KEY", contract.apiKey());
    env.put("PUBLIC_IPADDR", "127.0.0.1");
    env.put("GPU_COUNT", String.valueOf(contract.offer().gpuCount()));
    env.put("DATA_DIRECTORY", "/workspace");
    env.put("SSH_PUBLIC_KEY", publicKeys(contract.keys()));
    env.put("SORTIE_MARKET_URL", marketUrl);
    if (contract.order().jupyter()) {
      env.put("JUPYTER_TOKEN", contract.jupyterToken());
    }
    for (int port : Ports.exposed(contract.order())) {
      env.put("VAST_TCP_PORT_" + port, "${port:" + port + "}");
    }
    for (int port : Ports.udp(contract.order())) {
      env.put("VAST_UDP_PORT_" + port, String.valueOf(port));
    }
    for (int asked : Ports.same(contract.order(), false)) {
      env.put("VAST_TCP_PORT_" + asked, String.valueOf(contract.samePorts().get(asked)));
    }
    for (int asked : Ports.same(contract.order(), true)) {
      env.put("VAST_UDP_PORT_" + asked, String.valueOf(contract.samePorts().get(asked)));
    }
    return env;
  }

  private static String publicKeys(List<SshKey> keys) {
    return String.join("\n", keys.stream().map(SshKey::key).toList());
  }
}
