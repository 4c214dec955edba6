package dev.sortie.engine.lease;

import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A market whose listing takes a minute and shows instance 7, and the clock of that minute. */
public final class SlowMarket extends ClosedMarket implements InstantSource {
  public static final Instant ASKED = Instant.parse("2026-11-21T12:00:00Z");
  public static final Instant ANSWERED = ASKED.plus(Duration.ofMinutes(1));

  private volatile Instant now = ASKED;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Inventory inventory() {
    now = ANSWERED;
    return listing();
  }

  /** What it shows. */
  public Inventory listing() {
    return new Inventory.Complete(
        List.of(
            new Instance(
                new InstanceId(7),
                new MachineId(7),
                "sortie-home-lease001",
                InstanceState.RUNNING,
                "running",
                "",
                List.of(),
                Map.of(),
                "",
                "RTX 3090",
                1,
                Optional.empty(),
                Optional.empty())));
  }
}
