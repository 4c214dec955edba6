package dev.sortie.cli.command;

import dev.sortie.core.market.Offer;
import java.util.LinkedHashMap;
import java.util.Map;

/** An offer as {@code --json} shows it; units are in the names, money is in dollars. */
public final class OfferJson {
  private OfferJson() {}

  public static Map<String, Object> of(Offer offer, double diskGigabytes) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("offer", offer.id().value());
    members.put("machine", offer.machine().value());
    members.put("gpuName", offer.gpuName());
    members.put("gpuCount", offer.gpuCount());
    members.put("gpuMegabytes", offer.gpuMegabytes());
    members.put("computeCapability", offer.computeCapability());
    members.put("cudaMax", offer.cudaMax());
    members.put("cpuCores", offer.cpuCores());
    members.put("memoryGigabytes", offer.memoryGigabytes());
    members.put("diskGigabytes", offer.diskGigabytes());
    members.put("downMbps", offer.downMbps());
    members.put("upMbps", offer.upMbps());
    members.put("reliability", offer.reliability());
    members.put("verified", offer.verified());
    members.put("datacenter", offer.datacenter());
    members.put("location", offer.location());
    members.put("directPorts", offer.directPorts());
    members.put("remainingSeconds", offer.remaining().toSeconds());
    members.put("rentedDiskGigabytes", diskGigabytes);
    members.put("dollarsPerHour", offer.rates(diskGigabytes).perHour().dollars());
    members.put("gpuDollarsPerHour", offer.gpuPerHour().dollars());
    members.put("diskDollarsPerHour", offer.rates(diskGigabytes).diskPerHour().dollars());
    members.put("downDollarsPerGigabyte", offer.downPerGigabyte().dollars());
    members.put("upDollarsPerGigabyte", offer.upPerGigabyte().dollars());
    members.put("dlperf", offer.dlperf());
    return members;
  }
}
