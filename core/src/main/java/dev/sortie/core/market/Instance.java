package dev.sortie.core.market;

import dev.sortie.core.remote.SshAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rented instance as the market reports it. Reports lag and are not proof of life.
 *
 * @param label the label as it stands on the market, ours or not; may be empty
 * @param state what the container is reported to do
 * @param intended what the market wants it to do: {@code running} or {@code stopped}; may be empty
 * @param message free text such as the progress of the image pull; may be empty
 * @param ssh where SSH may answer, best first: direct, then proxy
 * @param ports outside port by inside port, once mapped
 * @param created when the rental began
 */
public record Instance(
    InstanceId id,
    MachineId machine,
    String label,
    InstanceState state,
    String intended,
    String message,
    List<SshAddress> ssh,
    Map<Integer, Integer> ports,
    String publicAddress,
    String gpuName,
    double pricePerHour,
    Optional<Instant> created,
    Optional<Double> gpuUtilization) {
  public Instance {
    ssh = List.copyOf(ssh);
    ports = Map.copyOf(ports);
  }
}
