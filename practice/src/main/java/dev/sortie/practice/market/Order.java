package dev.sortie.practice.market;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the renter asked for.
 *
 * @param gigabytes of disk, fixed for life
 * @param runtype as sent, such as {@code ssh_direc ssh_proxy}
 * @param env as sent, with {@code -p 8188:8188} keys among the variables; in the order sent
 * @param bid dollars an hour; empty = on-demand
 */
public record Order(
    String image,
    double gigabytes,
    String runtype,
    Map<String, String> env,
    String onstart,
    List<String> args,
    OptionalDouble bid,
    Optional<String> templateHash) {
  public Order {
    env = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(env));
    args = List.copyOf(args);
  }

  public boolean jupyter() {
    return runtype.contains("jupyter");
  }

  /** Whether the instance has an SSH server that can be reached at a mapped port. */
  public boolean directSsh() {
    return runtype.contains("ssh_direc") || runtype.strip().equals("ssh");
  }
}
