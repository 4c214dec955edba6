package dev.sortie.practice.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a machine is made from.
 *
 * <p>Ports are known only once the machine stands, so a value in {@code environment} may hold
 * {@code ${port:8188}}: it becomes the port of this computer that leads to port 8188 inside, {@code
 * ${port:22}} the SSH port. What is not exposed stays as it is written.
 *
 * <p>{@code GPU_COUNT} in {@code environment} is how many GPUs the stand-in nvidia-smi shows.
 *
 * @param id the instance's number in the market
 * @param root the machine's own folder on this computer; made when absent, adopted when it stands;
 *     what the instance sees as {@code /work} lies in {@code fs/work} below it
 * @param environment variables seen by onstart and by process 1, not by SSH sessions
 * @param onstart shell text run at every start as /root/onstart.sh; may be empty
 * @param authorizedKeys public keys that may log in as root, OpenSSH format
 * @param exposedPorts ports inside (TCP) that get a port of this computer
 * @param gpuName what the stand-in nvidia-smi calls the GPU, such as {@code RTX 3090}
 * @param gpuMegabytes its memory
 */
public record MachineSpec(
    long id,
    Path root,
    Map<String, String> environment,
    String onstart,
    List<String> authorizedKeys,
    Set<Integer> exposedPorts,
    String gpuName,
    int gpuMegabytes) {
  public MachineSpec {
    environment = Map.copyOf(environment);
    authorizedKeys = List.copyOf(authorizedKeys);
    exposedPorts = Set.copyOf(exposedPorts);
  }
}
