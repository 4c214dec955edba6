package dev.sortie.vast;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.remote.SshAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads instance records. Only the number must be there; all else may lag or lack. */
final class InstanceReader {
  private static final int HIGHEST_PORT = 65_535;

  /** Names and numbers of both families; whatever else would be handed to other programs. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}");

  private InstanceReader() {}

  /** Nothing when this is no instance record. */
  static Optional<Instance> read(JsonNode node) {
    OptionalLong id = Json.id(node, "id");
    if (!node.isObject() || id.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, Integer> ports = ports(node.path("ports"));
    return Optional.of(
        new Instance(
            new InstanceId(id.getAsLong()),
            new MachineId(Json.whole(node, "machine_id").orElse(0)),
            Json.raw(node, "label"),
            state(Json.text(node, "actual_status")),
            Json.text(node, "intended_status"),
            Json.text(node, "status_msg"),
            addresses(node, ports),
            ports,
            Json.text(node, "public_ipaddr"),
            Json.text(node, "gpu_name"),
            Json.number(node, "dph_total", Json.number(node.path("search"), "totalHour", 0)),
            created(node),
            utilization(node)));
  }

  /** A status that nobody has described yet counts as being on the way: it condemns no machine. */
  static InstanceState state(String actualStatus) {
    return switch (actualStatus.toLowerCase(Locale.ROOT)) {
      case "" -> InstanceState.PROVISIONING;
      case "created" -> InstanceState.CREATED;
      case "running" -> InstanceState.RUNNING;
      case "stopped" -> InstanceState.STOPPED;
      case "exited" -> InstanceState.EXITED;
      case "frozen" -> InstanceState.FROZEN;
      case "rebooting", "recycling" -> InstanceState.RESTARTING;
      case "unknown" -> InstanceState.UNKNOWN;
      case "offline" -> InstanceState.OFFLINE;
      default -> InstanceState.LOADING;
    };
  }

  /** Direct first, then the proxy, whose port is one higher where jupyter has the first. */
  private static List<SshAddress> addresses(JsonNode node, Map<Integer, Integer> ports) {
    List<SshAddress> addresses = new ArrayList<>();
    String direct = Json.text(node, "public_ipaddr");
    Integer mapped = ports.get(22);
    if (mapped != null && HOST.matcher(direct).matches()) {
      addresses.add(new SshAddress(direct, mapped));
    }
    String proxy = Json.text(node, "ssh_host");
    long offset = Json.text(node, "image_runtype").contains("jupyter") ? 1 : 0;
    long port = Json.whole(node, "ssh_port").orElse(0);
    if (HOST.matcher(proxy).matches() && port > 0 && port + offset <= HIGHEST_PORT) {
      addresses.add(new SshAddress(proxy, (int) (port + offset)));
    }
    return addresses.stream().distinct().toList();
  }

  private static Map<Integer, Integer> ports(JsonNode ports) {
    Map<Integer, Integer> byInside = new TreeMap<>();
    for (Map.Entry<String, JsonNode> mapping : ports.properties()) {
      int inside = tcpPort(mapping.getKey());
      long outside = Json.whole(mapping.getValue().path(0), "HostPort").orElse(0);
      if (inside > 0 && outside > 0 && outside <= HIGHEST_PORT) {
        byInside.put(inside, (int) outside);
      }
    }
    return byInside;
  }

  private static int tcpPort(String name) {
    return name.matches("\\d{1,5}/tcp")
        ? Integer.parseInt(name.substring(0, name.length() - 4))
        : 0;
  }

  private static Optional<Instant> created(JsonNode node) {
    OptionalDouble seconds = Json.number(node, "start_date");
    boolean sensible =
        seconds.isPresent() && seconds.getAsDouble() > 0 && seconds.getAsDouble() < 1e11;
    return sensible
        ? Optional.of(Instant.ofEpochMilli((long) (seconds.getAsDouble() * 1000)))
        : Optional.empty();
  }

  private static Optional<Double> utilization(JsonNode node) {
    OptionalDouble percent = Json.number(node, "gpu_util");
    return percent.isPresent() && percent.getAsDouble() >= 0
        ? Optional.of(percent.getAsDouble())
        : Optional.empty();
  }
}
