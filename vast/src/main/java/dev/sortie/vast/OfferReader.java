package dev.sortie.vast;

import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Usd;
import dev.sortie.vast.query.Condition;
import dev.sortie.vast.query.Operator;
import dev.sortie.vast.query.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Reads offers as the market shows them. One without a number or without any of its prices is
 * dropped: it could not be rented under a ceiling.
 */
final class OfferReader {
  private static final double HOURS_PER_MONTH = 720;
  private static final double GIGABYTES_PER_TERABYTE = 1024;
  private static final double MEGABYTES_PER_GIGABYTE = 1000;
  private static final double HIGHEST_PRICE = 1e6;
  private static final int DATACENTER = 1;

  private static final Condition VERIFIED =
      new Condition("verified", Operator.EQ, new Value.Flag(true), "verified=true");

  private final double allocatedGigabytes;

  /**
   * @param allocatedGigabytes the disk that the search asked the prices for
   */
  OfferReader(double allocatedGigabytes) {
    this.allocatedGigabytes = allocatedGigabytes;
  }

  static OptionalLong id(JsonNode offer) {
    OptionalLong id = Json.id(offer, "ask_contract_id");
    return id.isPresent() ? id : Json.id(offer, "id");
  }

  Optional<Offer> read(JsonNode offer) {
    OptionalLong id = id(offer);
    double fee = withFee(offer);
    Optional<Usd> bare = storagePrice(offer);
    Optional<Usd> gpu = bare.flatMap(price -> gpuPrice(offer, price)).map(it -> it.times(fee));
    Optional<Usd> storage = bare.map(price -> price.times(fee));
    Optional<Usd> down =
        networkPrice(offer, "inet_down_cost", "internet_down_cost_per_tb")
            .map(price -> price.times(fee));
    Optional<Usd> up =
        networkPrice(offer, "inet_up_cost", "internet_up_cost_per_tb")
            .map(price -> price.times(fee));
    if (fee < 1
        || id.isEmpty()
        || storage.isEmpty()
        || gpu.isEmpty()
        || down.isEmpty()
        || up.isEmpty()) {
      return Optional.empty();
    }
    double cores = Json.number(offer, "cpu_cores_effective", Json.number(offer, "cpu_cores", 0));
    OptionalDouble dlperf = Json.number(offer, "dlperf");
    return Optional.of(
        new Offer(
            new OfferId(id.getAsLong()),
            new MachineId(Json.whole(offer, "machine_id").orElse(0)),
            Json.text(offer, "gpu_name"),
            (int) Json.number(offer, "num_gpus", 1),
            (int) Json.number(offer, "gpu_ram", 0),
            (int) Json.number(offer, "compute_cap", 0),
            Json.number(offer, "cuda_max_good", 0),
            cores,
            usableMegabytes(offer, cores) / MEGABYTES_PER_GIGABYTE,
            Json.number(offer, "disk_space", 0),
            Json.number(offer, "inet_down", 0),
            Json.number(offer, "inet_up", 0),
            Json.number(offer, "reliability", Json.number(offer, "reliability2", 0)),
            isVerified(offer),
            Json.number(offer, "hosting_type", 0) == DATACENTER,
            Json.text(offer, "geolocation").replaceAll("^,\\s*", ""),
            (int) Json.number(offer, "direct_port_count", 0),
            Duration.ofSeconds(
                (long) Math.clamp(Json.number(offer, "duration", 0), 0, Bounds.LONGEST_SECONDS)),
            gpu.get(),
            storage.get(),
            down.get(),
            up.get(),
            dlperf.isPresent() ? Optional.of(dlperf.getAsDouble()) : Optional.empty()));
  }

  /**
   * What prices are multiplied with for the market's own fee; 0 where it makes no sense. Whether
   * the prices shown hold it already is not documented, so it counts on top: a plan may be too
   * dear, never too cheap.
   */
  private static double withFee(JsonNode offer) {
    double fee = Json.number(offer, "platform_fee", 0);
    double share = fee < 1 ? fee : fee / 100;
    return share >= 0 && share < 1 ? 1 + share : 0;
  }

  private static boolean isVerified(JsonNode offer) {
    boolean told = offer.has("verified") || offer.has("verification");
    return told && VERIFIED.holds(offer);
  }

  /** The market shows the memory of the whole machine; a share of the cores gets a share of it. */
  private static double usableMegabytes(JsonNode offer, double effectiveCores) {
    double whole = Json.number(offer, "cpu_ram", 0);
    double allCores = Json.number(offer, "cpu_cores", 0);
    return allCores > 0 && effectiveCores > 0 && effectiveCores < allCores
        ? whole * effectiveCores / allCores
        : whole;
  }

  private Optional<Usd> gpuPrice(JsonNode offer, Usd storage) {
    OptionalDouble base = Json.number(offer, "dph_base");
    if (base.isPresent()) {
      return price(base);
    }
    OptionalDouble total = Json.number(offer, "dph_total");
    double disk = storage.dollars().doubleValue() * allocatedGigabytes / HOURS_PER_MONTH;
    return total.isPresent()
        ? price(OptionalDouble.of(Math.max(0, total.getAsDouble() - disk)))
        : Optional.empty();
  }

  private Optional<Usd> storagePrice(JsonNode offer) {
    OptionalDouble cost = Json.number(offer, "storage_cost");
    OptionalDouble total = Json.number(offer, "dph_total");
    OptionalDouble base = Json.number(offer, "dph_base");
    if (cost.isPresent() || total.isEmpty() || base.isEmpty() || allocatedGigabytes <= 0) {
      return price(cost);
    }
    double disk = Math.max(0, total.getAsDouble() - base.getAsDouble());
    return price(OptionalDouble.of(disk * HOURS_PER_MONTH / allocatedGigabytes));
  }

  private static Optional<Usd> networkPrice(JsonNode offer, String field, String perTerabyte) {
    OptionalDouble cost = Json.number(offer, field);
    OptionalDouble terabyte = Json.number(offer, perTerabyte);
    return cost.isPresent() || terabyte.isEmpty()
        ? price(cost)
        : price(OptionalDouble.of(terabyte.getAsDouble() / GIGABYTES_PER_TERABYTE));
  }

  private static Optional<Usd> price(OptionalDouble dollars) {
    boolean sensible =
        dollars.isPresent() && dollars.getAsDouble() >= 0 && dollars.getAsDouble() < HIGHEST_PRICE;
    return sensible ? Optional.of(Usd.of(dollars.getAsDouble())) : Optional.empty();
  }
}
