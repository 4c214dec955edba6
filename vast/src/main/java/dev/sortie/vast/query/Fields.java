package dev.sortie.vast.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of an offer by name and alias (vast.ai CLI, "search offers"). */
final class Fields {
  private static final double MEGABYTES_PER_GIGABYTE = 1000;
  private static final double SECONDS_PER_DAY = 86_400;

  private static final Map<String, Double> FACTORS =
      Map.of(
          "cpu_ram", MEGABYTES_PER_GIGABYTE,
          "gpu_ram", MEGABYTES_PER_GIGABYTE,
          "gpu_total_ram", MEGABYTES_PER_GIGABYTE,
          "duration", SECONDS_PER_DAY);

  /** The filter {@code id} matches nothing on the market; {@code ask_contract_id} is the same. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "cuda_vers", "cuda_max_good",
          "display_active", "gpu_display_active",
          "dlperf_usd", "dlperf_per_dphtotal",
          "dph", "dph_total",
          "flops_usd", "flops_per_dphtotal",
          "id", "ask_contract_id");

  private static final List<String> NUMBERS =
      List.of(
          "ask_contract_id",
          "bundle_id",
          "bw_nvlink",
          "cluster_id",
          "compute_cap",
          "cpu_cores",
          "cpu_cores_effective",
          "cpu_ghz",
          "cpu_ram",
          "cuda_max_good",
          "direct_port_count",
          "disk_bw",
          "disk_space",
          "dlperf",
          "dlperf_per_dphtotal",
          "dph_base",
          "dph_total",
          "duration",
          "flops_per_dphtotal",
          "gpu_frac",
          "gpu_max_power",
          "gpu_max_temp",
          "gpu_mem_bw",
          "gpu_ram",
          "gpu_total_ram",
          "host_id",
          "hosting_type",
          "inet_down",
          "inet_down_cost",
          "inet_up",
          "inet_up_cost",
          "machine_id",
          "min_bid",
          "num_gpus",
          "pci_gen",
          "pcie_bw",
          "reliability",
          "score",
          "storage_cost",
          "total_flops");

  private static final List<String> TEXTS =
      List.of(
          "cpu_arch",
          "cpu_name",
          "geolocation",
          "gpu_arch",
          "gpu_name",
          "mobo_name",
          "ubuntu_version",
          "verification");

  private static final List<String> FLAGS =
      List.of(
          "datacenter",
          "external",
          "gpu_display_active",
          "has_avx",
          "rentable",
          "rented",
          "static_ip",
          "verified",
          "vms_enabled");

  private static final Map<String, Field> BY_NAME = table();

  private Fields() {}

  static Optional<Field> find(String name) {
    return Optional.ofNullable(BY_NAME.get(ALIASES.getOrDefault(name, name)));
  }

  static String suggestionFor(String name) {
    TreeSet<String> names = new TreeSet<>(BY_NAME.keySet());
    names.addAll(ALIASES.keySet());
    return Nearest.to(name, names).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private static Map<String, Field> table() {
    Map<String, Field> table = new TreeMap<>();
    NUMBERS.forEach(name -> put(table, name, Field.Kind.NUMBER));
    TEXTS.forEach(name -> put(table, name, Field.Kind.TEXT));
    FLAGS.forEach(name -> put(table, name, Field.Kind.FLAG));
    put(table, "driver_version", Field.Kind.VERSION);
    return Map.copyOf(table);
  }

  private static void put(Map<String, Field> table, String name, Field.Kind kind) {
    table.put(name, new Field(name, kind, FACTORS.getOrDefault(name, 0.0)));
  }
}
