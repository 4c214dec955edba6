package dev.sortie.core.market;

import dev.sortie.core.money.Line;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.Optional;

/**
 * A machine (or a share of one) for rent, as the market lists it. Single use: once rented it is
 * gone.
 *
 * @param gpuMegabytes memory of one GPU
 * @param computeCapability times 100, so 8.6 is 860
 * @param diskGigabytes how much disk may be rented at most
 * @param reliability chance between 0 and 1 that the market gives this machine
 * @param location such as {@code Texas, US}; empty when unknown
 * @param directPorts how many ports of its own the machine can map; 0 means SSH only by proxy
 * @param remaining how long the offer can be rented at most
 * @param gpuPerHour price of the GPUs alone
 * @param storagePerGigabyteMonth price of a gigabyte of disk for 30 days
 */
public record Offer(
    OfferId id,
    MachineId machine,
    String gpuName,
    int gpuCount,
    int gpuMegabytes,
    int computeCapability,
    double cudaMax,
    double cpuCores,
    double memoryGigabytes,
    double diskGigabytes,
    double downMbps,
    double upMbps,
    double reliability,
    boolean verified,
    boolean datacenter,
    String location,
    int directPorts,
    Duration remaining,
    Usd gpuPerHour,
    Usd storagePerGigabyteMonth,
    Usd downPerGigabyte,
    Usd upPerGigabyte,
    Optional<Double> dlperf) {

  private static final double HOURS_PER_MONTH = 720;

  /** What renting this with {@code diskGigabytes} of disk costs. */
  public Rates rates(double rentedGigabytes) {
    return new Rates(
        gpuPerHour,
        storagePerGigabyteMonth.times(rentedGigabytes / HOURS_PER_MONTH),
        downPerGigabyte,
        upPerGigabyte,
        Optional.of(new Line(Math.max(0, downMbps), Math.max(0, upMbps))));
  }

  /** Such as {@code RTX 3090 24 GB} or {@code 2x A100 PCIE 80 GB}. */
  public String gpu() {
    String count = gpuCount > 1 ? gpuCount + "x " : "";
    return count + gpuName + " " + Math.round(gpuMegabytes / 1024.0) + " GB";
  }
}
