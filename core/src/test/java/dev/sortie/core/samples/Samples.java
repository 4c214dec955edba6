package dev.sortie.core.samples;

import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import dev.sortie.core.remote.SshAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plain values that most tests start from. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  public static final Rates RATES =
      new Rates(Usd.of("0.30"), Usd.of("0.0125"), Usd.of("0.003"), Usd.of("0.003"));

  /** Fixed here, so that tests hold whatever the program's own patience is tuned to. */
  public static final Patience PATIENCE =
      new Patience(
          Duration.ofMinutes(12),
          Duration.ofSeconds(120),
          Duration.ofSeconds(90),
          Duration.ofSeconds(12));

  /** A cap that shortens nothing. */
  public static final Usd AMPLE = Usd.of("100");

  private Samples() {}

  public static LeaseId lease(int number) {
    return new LeaseId(String.format("lease%03d", number));
  }

  public static LeaseTerms terms() {
    return terms(Duration.ofHours(2));
  }

  public static LeaseTerms terms(Duration life) {
    return terms(life, AMPLE, Traffic.NONE, Optional.of(GuardTerms.USUAL));
  }

  public static LeaseTerms terms(
      Duration life, Usd cap, Traffic reserve, Optional<GuardTerms> guard) {
    return new LeaseTerms(
        lease(1),
        new Label("home", lease(1).value()),
        "a-run",
        new OfferId(21348645),
        new MachineId(37228),
        "RTX 3090 24 GB",
        "Texas, US",
        RATES,
        60,
        "ghcr.io/coriou/voice-tools:cuda",
        "https://console.vast.ai",
        7,
        life,
        cap,
        reserve,
        guard,
        PATIENCE);
  }

  public static Instance instance(long id, InstanceState state, String message, String label) {
    return new Instance(
        new InstanceId(id),
        new MachineId(37228),
        label,
        state,
        "running",
        message,
        List.of(new SshAddress("203.0.113.10", 33526)),
        Map.of(22, 33526),
        "203.0.113.10",
        "RTX 3090",
        0.3125,
        Optional.of(NOON),
        Optional.empty());
  }

  public static Instance instance(long id, InstanceState state) {
    return instance(id, state, "", terms().label().toString());
  }

  /** A usual machine: 0.30 $/h, 500 Mbit/s, reliability 1, no traffic price. */
  public static Offer offer(long id) {
    return offer(id, "0.30");
  }

  /** The same, for rent no longer than this. */
  public static Offer offer(long id, Duration remaining) {
    return offer(id, "0.30", 500, 500, 1.0, remaining);
  }

  /** The same at another price. */
  public static Offer offer(long id, String gpuPerHour) {
    return offer(id, gpuPerHour, 500, 500, 1.0, Duration.ofDays(30));
  }

  public static Offer offer(
      long id,
      String gpuPerHour,
      double downMbps,
      double upMbps,
      double reliability,
      Duration remaining) {
    return new Offer(
        new OfferId(id),
        new MachineId(id),
        "RTX 3090",
        1,
        24576,
        860,
        12.8,
        16,
        64,
        200,
        downMbps,
        upMbps,
        reliability,
        true,
        false,
        "Texas, US",
        10,
        remaining,
        Usd.of(gpuPerHour),
        Usd.of("0.15"),
        Usd.ZERO,
        Usd.ZERO,
        Optional.empty());
  }
}
