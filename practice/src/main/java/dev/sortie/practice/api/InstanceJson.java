package dev.sortie.practice.api;

import dev.sortie.practice.json.Json;
import dev.sortie.practice.machine.Machine;
import dev.sortie.practice.market.Actual;
import dev.sortie.practice.market.Contract;
import dev.sortie.practice.market.Contract.Quirk;
import dev.sortie.practice.market.Course;
import dev.sortie.practice.market.Market;
import dev.sortie.practice.market.Order;
import dev.sortie.practice.offers.Offer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An instance as the API shows it, quirks included. */
final class InstanceJson {
  private static final List<String> FROM_OFFER =
      List.of(
          "machine_id",
          "host_id",
          "bundle_id",
          "gpu_name",
          "num_gpus",
          "gpu_frac",
          "gpu_arch",
          "gpu_ram",
          "cpu_name",
          "cpu_arch",
          "cpu_cores",
          "cpu_cores_effective",
          "cpu_ram",
          "compute_cap",
          "cuda_max_good",
          "driver_version",
          "disk_name",
          "disk_bw",
          "inet_up",
          "inet_down",
          "inet_up_cost",
          "inet_down_cost",
          "internet_up_cost_per_tb",
          "internet_down_cost_per_tb",
          "direct_port_count",
          "static_ip",
          "geolocation",
          "geolocode",
          "storage_cost",
          "min_bid",
          "vram_costperhour",
          "reliability2",
          "verification",
          "external",
          "hosting_type",
          "dlperf",
          "total_flops",
          "os_version",
          "mobo_name",
          "pci_gen",
          "pcie_bw",
          "gpu_mem_bw",
          "gpu_lanes",
          "bw_nvlink",
          "webpage",
          "resource_type",
          "cluster_id");

  private InstanceJson() {}

  static ObjectNode of(Market market, Contract contract) {
    Optional<Machine> machine = market.machine(contract.id());
    double now = market.now();
    ObjectNode json = Json.object();
    ObjectNode offer = contract.offer().fields();
    FROM_OFFER.forEach(field -> json.set(field, offer.path(field)));
    identity(json, contract);
    state(json, contract, now);
    boolean running = contract.course().actual() == Actual.RUNNING;
    network(json, contract, running ? machine : Optional.empty());
    load(json, contract, running && machine.isPresent(), market.gpuLoad(contract.id()));
    money(json, contract, running);
    return json;
  }

  private static void identity(ObjectNode json, Contract contract) {
    Order order = contract.order();
    json.put("id", contract.id());
    if (contract.label().isEmpty()) {
      json.putNull("label");
    } else {
      json.put("label", contract.label());
    }
    json.putNull("template_id").putNull("template_name").putNull("country_code");
    json.put("template_hash_id", order.templateHash().orElse(null));
    json.put("image_uuid", order.image()).put("image_runtype", runtype(order));
    ArrayNode args = json.putArray("image_args");
    order.args().forEach(args::add);
    ArrayNode env = json.putArray("extra_env");
    order.env().forEach((key, value) -> env.addArray().add(key).add(value));
    json.put("onstart", order.onstart()).put("jupyter_token", contract.jupyterToken());
    json.put("gpu_totalram", contract.offer().gpuMegabytes() * contract.offer().gpuCount());
    json.put("logo", "/static/logos/vastai_small2.png").putArray("volume_info");
    json.put("rentable", false);
  }

  /** The stored form begins with the base mode: {@code ssh ssh_direc ssh_proxy}. */
  private static String runtype(Order order) {
    String sent = order.runtype();
    if (sent.equals("ssh") || sent.startsWith("ssh ") || sent.equals("args")) {
      return sent;
    }
    return order.jupyter() ? "jupyter " + sent : "ssh " + sent;
  }

  private static void state(ObjectNode json, Contract contract, double now) {
    Course course = contract.course();
    String wanted = course.wanted() || course.waits() ? "running" : "stopped";
    String contractState = course.wanted() ? "running" : "stopped";
    json.put("actual_status", course.actual().wire().orElse(null));
    json.put("intended_status", wanted).put("cur_state", contractState);
    json.put("next_state", wanted).put("status_msg", course.message());
    json.put("start_date", contract.createdAt()).put("end_date", contract.endsAt());
    json.put("duration", Math.max(0, contract.endsAt() - now));
    json.put("time_remaining", "").put("time_remaining_isbid", "");
    if (course.actual() == Actual.RUNNING) {
      json.put("uptime_mins", (now - contract.trouble().ranAt()) / 60);
    } else {
      json.putNull("uptime_mins");
    }
    json.put("client_run_time", 1.1).put("host_run_time", 2_592_000.0);
  }

  /** While it boots, ports are an empty object: the official CLI cannot bear null there. */
  private static void network(ObjectNode json, Contract contract, Optional<Machine> machine) {
    json.put("public_ipaddr", "127.0.0.1 ").put("local_ipaddrs", "127.0.0.1 172.17.0.1 \n");
    boolean mappable = !contract.quirks().contains(Quirk.UNMAPPED);
    ObjectNode ports = json.putObject("ports");
    Map<String, Integer> mapped =
        machine.isPresent() && mappable ? PortMap.of(contract, machine.get()) : Map.of();
    mapped.forEach((inside, outside) -> put(ports, inside, outside));
    proxy(json, contract, machine.filter(up -> mappable).map(Machine::sshPort));
    json.put("direct_port_start", PortMap.lowest(mapped));
    json.put("direct_port_end", PortMap.highest(mapped));
  }

  /**
   * The proxy's address. The real one has a name of its own from the start; here it is null until
   * there is something to reach, because the official command line keeps the first address that it
   * is told for good.
   */
  private static void proxy(ObjectNode json, Contract contract, Optional<Integer> port) {
    json.put("ssh_idx", "5");
    if (port.isEmpty()) {
      json.putNull("ssh_host").putNull("ssh_port").putNull("machine_dir_ssh_port");
      return;
    }
    // Clients add one to the proxy's port when Jupyter is there.
    int shown = contract.order().jupyter() ? port.get() - 1 : port.get();
    json.put("ssh_host", "127.0.0.1").put("ssh_port", shown);
    json.put("machine_dir_ssh_port", port.get());
  }

  private static void put(ObjectNode ports, String inside, int outside) {
    ArrayNode places = ports.putArray(inside);
    places.addObject().put("HostIp", "0.0.0.0").put("HostPort", String.valueOf(outside));
    places.addObject().put("HostIp", "::").put("HostPort", String.valueOf(outside));
  }

  private static void load(ObjectNode json, Contract contract, boolean up, int busy) {
    json.put("disk_space", contract.order().gigabytes());
    double memory = contract.offer().fields().path("cpu_ram").doubleValue() / 1024;
    if (!up) {
      json.putNull("gpu_util").putNull("gpu_temp").putNull("vmem_usage").putNull("mem_usage");
      json.putNull("cpu_util").putNull("disk_usage").put("disk_util", -1.0);
      json.putNull("mem_limit");
      return;
    }
    json.put("gpu_util", (double) busy).put("gpu_temp", 34.0 + busy * 0.4);
    json.put("vmem_usage", 0.54).put("mem_usage", 1.2).put("mem_limit", memory);
    json.put("cpu_util", 0.02).put("disk_usage", 1.5).put("disk_util", 0.03);
  }

  private static void money(ObjectNode json, Contract contract, boolean running) {
    Offer offer = contract.offer();
    double gpu = contract.gpuPerHour();
    double disk = contract.diskPerHour();
    json.put("dph_base", gpu).put("dph_total", gpu + disk).put("storage_total_cost", disk);
    json.put("is_bid", contract.order().bid().isPresent());
    json.set("search", Offer.prices(gpu, disk));
    json.set("instance", Offer.prices(running ? gpu : 0, disk));
    double dlperf = offer.fields().path("dlperf").doubleValue();
    json.put("dlperf_per_dphtotal", dlperf / (gpu + disk)).put("score", dlperf / (gpu + disk));
    json.put("flops_per_dphtotal", offer.fields().path("total_flops").doubleValue() / (gpu + disk));
    json.putNull("credit_balance").putNull("credit_discount").put("credit_discount_max", 0.4);
  }
}
