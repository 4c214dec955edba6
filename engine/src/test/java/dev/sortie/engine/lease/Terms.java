package dev.sortie.engine.lease;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.Optional;

/** The terms of a lease of a test. */
public final class Terms {
  static final LeaseId LEASE = new LeaseId("abcd1234");

  public static final LeaseTerms SOME =
      new LeaseTerms(
          LEASE,
          new Label("host", LEASE.value()),
          "run",
          new OfferId(1),
          new MachineId(2),
          "RTX 3090",
          "Sofia, BG",
          new Rates(Usd.of(1), Usd.ZERO, Usd.ZERO, Usd.ZERO),
          20,
          "image",
          "endpoint",
          1,
          Duration.ofHours(1),
          Usd.of(2),
          Traffic.NONE,
          Optional.empty(),
          Patience.USUAL);

  private Terms() {}
}
