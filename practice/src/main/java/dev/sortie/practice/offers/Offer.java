package dev.sortie.practice.offers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sortie.practice.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * One offer with the fields that never change, in the market's own names and units. Immutable: the
 * node is never handed out, only copies.
 */
public final class Offer {
  private static final double HOURS_A_MONTH = 720;

  private final ObjectNode fields;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Offer(ObjectNode fields) {
    this.fields = fields.deepCopy();
  }

  /** A copy of the fixed fields; also how an offer is written to the state file. */
  @JsonValue
  public ObjectNode fields() {
    return fields.deepCopy();
  }

  public long id() {
    return fields.path("id").longValue();
  }

  public long machineId() {
    return fields.path("machine_id").longValue();
  }

  public String gpuName() {
    return fields.path("gpu_name").stringValue();
  }

  public int gpuCount() {
    return fields.path("num_gpus").intValue();
  }

  public int gpuMegabytes() {
    return fields.path("gpu_ram").intValue();
  }

  /** Dollars an hour for the GPUs alone. */
  public double dphBase() {
    return fields.path("dph_base").doubleValue();
  }

  /** The same at another price of its GPUs. */
  public Offer dearer(double factor) {
    ObjectNode changed = fields.deepCopy();
    changed.put("dph_base", dphBase() * factor);
    return new Offer(changed);
  }

  public double minBid() {
    return fields.path("min_bid").doubleValue();
  }

  /** Dollars per GB and month of 720 hours. */
  public double storageCost() {
    return fields.path("storage_cost").doubleValue();
  }

  /** Dollars an hour for {@code gigabytes} of disk. */
  public double diskPerHour(double gigabytes) {
    return gigabytes * storageCost() / HOURS_A_MONTH;
  }

  /** Dollars per GB that the instance downloads. */
  public double inetDownCost() {
    return fields.path("inet_down_cost").doubleValue();
  }

  /** Dollars per GB that the instance uploads. */
  public double inetUpCost() {
    return fields.path("inet_up_cost").doubleValue();
  }

  public double diskSpace() {
    return fields.path("disk_space").doubleValue();
  }

  /** Seconds that a contract rented now may last. */
  public double duration() {
    return fields.path("duration").doubleValue();
  }

  /**
   * The offer as a search shows it: with prices for a disk of this size.
   *
   * @param bid prices of an interruptible rental instead of on-demand
   */
  ObjectNode shown(double gigabytes, boolean bid, boolean free, double now) {
    double gpu = bid ? minBid() : dphBase();
    double disk = diskPerHour(gigabytes);
    double total = gpu + disk;
    ObjectNode shown = fields.deepCopy();
    shown.put("dph_base", gpu).put("dph_total", total).put("dph_total_adj", total);
    shown.put("discounted_dph_total", total).put("storage_total_cost", disk);
    shown.put("is_bid", bid).put("rentable", free).put("rented", !free);
    shown.put("end_date", now + duration()).put("start_date", now - 86_400 * 20);
    shown.put("dlperf_per_dphtotal", shown.path("dlperf").doubleValue() / total);
    shown.put("flops_per_dphtotal", shown.path("total_flops").doubleValue() / total);
    shown.put(
        "score",
        shown.path("dlperf").doubleValue() / total * shown.path("reliability_mult").doubleValue());
    shown.set("search", prices(gpu, disk));
    shown.set("instance", prices(0, disk));
    return shown;
  }

  /** The price block of offers and instances. */
  public static ObjectNode prices(double gpu, double disk) {
    return Json.object()
        .put("gpuCostPerHour", gpu)
        .put("diskHour", disk)
        .put("totalHour", gpu + disk)
        .put("discountTotalHour", 0)
        .put("discountedTotalPerHour", gpu + disk);
  }
}
