package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.engine.SharedClaims;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Law 4: a listing proves something for when it was asked for, not for when it was here. */
class ListedWhenAskedTest {
  @Test
  void aListingIsOfTheMomentWhenItWasAskedFor() {
    SlowMarket market = new SlowMarket();
    LeaseEffects effects =
        new LeaseEffects(
            Terms.LEASE,
            market,
            new Connections(new NoHosts(), Path.of("key")),
            new SharedClaims().of("us"),
            market,
            _ -> {
              throw new AssertionError("nothing is rented here");
            });
    assertThat(effects.perform(new LeaseAction.TakeInventory()))
        .containsExactly(
            new LeaseSignal.Listed(market.listing(), SlowMarket.ASKED, SlowMarket.ANSWERED));
  }
}
