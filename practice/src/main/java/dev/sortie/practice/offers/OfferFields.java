package dev.sortie.practice.offers;

import dev.sortie.practice.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the fixed fields of an offer, in the names and units of the vast.ai API. */
final class OfferFields {
  private static final double GB_PER_TB = 1024;

  private OfferFields() {}

  static Offer cut(long id, Host host, int count) {
    ObjectNode fields = Json.object();
    identity(fields, id, host, count);
    gpu(fields, host.gpu(), count);
    box(fields, host, count);
    network(fields, host, count);
    money(fields, host, count);
    trust(fields, host);
    return new Offer(fields);
  }

  private static void identity(ObjectNode fields, long id, Host host, int count) {
    fields.put("id", id).put("ask_contract_id", id).put("bundle_id", 1_880_000_000L + id / 7);
    fields.put("machine_id", host.machineId()).put("host_id", host.hostId());
    fields.put("hosting_type", host.datacenter() ? 1 : 0).put("resource_type", "gpu");
    fields.put("num_gpus", count).put("gpu_frac", (double) count / host.gpus());
    ArrayNode ids = fields.putArray("gpu_ids");
    for (int i = 0; i < count; i++) {
      ids.add(host.machineId() * 10 + i);
    }
    fields.putNull("cluster_id").putNull("logo").putNull("webpage").putNull("hostname");
    fields.putNull("bundled_results").put("rn", 1).put("external", false);
  }

  private static void gpu(ObjectNode fields, GpuModel gpu, int count) {
    fields.put("gpu_name", gpu.name()).put("gpu_arch", "nvidia").put("gpu_ram", gpu.megabytes());
    fields.put("gpu_total_ram", gpu.megabytes() * count).put("compute_cap", gpu.computeCap());
    fields.put("gpu_mem_bw", gpu.bandwidth()).put("gpu_lanes", 16);
    fields.put("gpu_max_power", gpu.watts()).put("gpu_max_temp", 83);
    fields.put("gpu_display_active", false).put("bw_nvlink", gpu.name().contains("SXM") ? 450 : 0);
    boolean newest = gpu.computeCap() >= 1000;
    fields.put("cuda_max_good", newest ? 12.9 : 12.8);
    fields.put("driver_version", newest ? "575.57.08" : "570.124.04");
    fields.put("driver_vers", newest ? 575_057_008L : 570_124_004L);
    fields.put("dlperf", gpu.dlperf() * count).put("total_flops", gpu.teraflops() * count);
  }

  private static void box(ObjectNode fields, Host host, int count) {
    Processor cpu = Processor.ALL.get(host.processor());
    fields.put("cpu_name", cpu.name()).put("cpu_arch", "amd64").put("cpu_ghz", cpu.gigahertz());
    // The real market leaves the core count out now and then; clients must bear it.
    if (host.machineId() % 23 == 0) {
      fields.putNull("cpu_cores");
    } else {
      fields.put("cpu_cores", cpu.cores());
    }
    fields.put("cpu_cores_effective", cpu.cores() * (double) count / host.gpus());
    fields.put("cpu_ram", cpu.cores() * 4030).put("has_avx", 1);
    fields.put("mobo_name", cpu.board()).put("pci_gen", cpu.pciGeneration());
    fields.put("pcie_bw", cpu.pciGeneration() * 6.1);
    fields.put("disk_space", round(host.disk() * count / host.gpus(), 1));
    fields.put("disk_bw", host.datacenter() ? 6116.4 : 2310.2).put("disk_name", "nvme");
    fields.put("os_version", "22.04").put("ubuntu_version", "22.04");
    fields.put("vms_enabled", false).put("is_vm_deverified", false);
    fields.put("avail_vol_ask_id", host.machineId() + 300_000).put("avail_vol_size", 400);
    fields.put("avail_vol_dph", 0.000321).putNull("nw_disk_min_bw");
    fields.putNull("nw_disk_max_bw").putNull("nw_disk_avg_bw");
  }

  private static void network(ObjectNode fields, Host host, int count) {
    double perTb = host.place().transferPricePerTb();
    int ports = host.freePorts() * count / host.gpus();
    fields.put("inet_down", round(host.down(), 1)).put("inet_up", round(host.up(), 1));
    fields.put("inet_down_cost", perTb / GB_PER_TB).put("inet_up_cost", perTb / GB_PER_TB);
    fields.put("internet_down_cost_per_tb", perTb).put("internet_up_cost_per_tb", perTb);
    fields.put("static_ip", host.datacenter());
    fields.put("public_ipaddr", "203.0.113." + host.machineId() % 254);
    fields.put("direct_port_count", ports).put("direct_port_start", 40_000);
    fields.put("direct_port_end", 40_000 + Math.max(0, ports - 1));
    fields.put("geolocation", host.place().geolocation());
    fields.put("geolocode", host.place().geolocode());
  }

  private static void money(ObjectNode fields, Host host, int count) {
    double base = round(host.price() * count, 6);
    fields.put("dph_base", base).put("min_bid", round(base * host.minBidShare(), 6));
    fields.put("storage_cost", round(host.storageCost(), 5));
    fields.put("vram_costperhour", base / (host.gpu().megabytes() * (double) count));
    fields.put("discounted_hourly", 0).putNull("discount_rate").put("credit_discount_max", 0);
  }

  private static void trust(ObjectNode fields, Host host) {
    double reliability = round(host.reliability(), 7);
    fields.put("reliability", reliability).put("reliability2", reliability);
    fields.put("reliability_mult", round(reliability * 0.97, 6)).put("expected_reliability", 0);
    fields.put("duration", Math.floor(host.days() * 86_400));
    fields.put("verification", host.verified() ? "verified" : "unverified");
    fields.put("verified", host.verified()).put("vericode", host.verified() ? 1 : 0);
    fields.put("time_remaining", "").put("time_remaining_isbid", "");
  }

  private static double round(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}
