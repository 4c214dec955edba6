package dev.sortie.engine.lease;

import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.Patience;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Label;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.money.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The terms of a lease of a test. */
public final class Terms {
  static final LeaseId LEASE = new LeaseId("abcd1234");

  public static final LeaseTerms SOME = of(LEASE, "run");

  /** The same for another lease or run. */
  public static LeaseTerms of(LeaseId lease, String run) {
    return new LeaseTerms(
        lease,
        new Label("host", lease.value()),
        run,
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
  }

  /** Its instance, seen with its label. */
  static final OwnInstance OWN = OwnInstance.recorded(new InstanceId(7), SOME.label());

  /** A row that shows its label. */
  static Instance row(long id) {
    return new Instance(
        new InstanceId(id),
        SOME.machine(),
        SOME.label().toString(),
        InstanceState.RUNNING,
        "running",
        "",
        List.of(),
        Map.of(),
        "",
        SOME.gpu(),
        1,
        Optional.empty(),
        Optional.empty());
  }

  private Terms() {}
}
