package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.OwnInstance;
import dev.sortie.core.market.Permit;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.RentRequest;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.actor.FencedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Between a decision and its call to the market a process may sleep for hours. */
class FencedEffectsTest {
  private static final AggregateId ID =
      new AggregateId(AggregateId.Kind.LEASE, Terms.LEASE.value());

  static List<LeaseAction> actionsThatCannotBeUndone() {
    return List.of(new LeaseAction.Rent(Terms.SOME), new LeaseAction.Destroy(Terms.OWN));
  }

  private final SharedClaims claims = new SharedClaims();
  private Runnable onTheWay = () -> {};

  private LeaseEffects effects(Market market) {
    return new LeaseEffects(
        Terms.LEASE,
        market,
        new Connections(new NoHosts(), Path.of("key")),
        claims.of("us"),
        InstantSource.system(),
        terms -> {
          onTheWay.run();
          return request(terms);
        });
  }

  private static RentRequest request(LeaseTerms terms) {
    return new RentRequest(
        terms.offer(),
        terms.label(),
        terms.image(),
        terms.diskGigabytes(),
        Map.of(),
        List.of(),
        "",
        Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("actionsThatCannotBeUndone")
  void whoLostTheLeaseNeitherRentsNorDestroys(LeaseAction action) {
    LeaseEffects effects = effects(new ClosedMarket());
    assertThatThrownBy(() -> effects.perform(action)).isInstanceOf(FencedException.class);
  }

  @Test
  void whoLosesItWhileTheCallIsMadeDoesNotSendIt() {
    claims.give(ID, "us");
    onTheWay = () -> claims.give(ID, "another");
    LeaseEffects effects = effects(new ClosedMarket());
    assertThatThrownBy(() -> effects.perform(new LeaseAction.Rent(Terms.SOME)))
        .isInstanceOf(FencedException.class);
  }

  /** Before the bytes go out a call waits for its turn. */
  @ParameterizedTest
  @MethodSource("actionsThatCannotBeUndone")
  void whoLosesItWhileTheCallWaitsForItsTurnDoesNotSendIt(LeaseAction action) {
    claims.give(ID, "us");
    AtomicInteger sent = new AtomicInteger();
    LeaseEffects effects = effects(new Busy(sent));
    assertThatThrownBy(() -> effects.perform(action)).isInstanceOf(FencedException.class);
    assertThat(sent).hasValue(0);
  }

  /** While a call waits its lease is taken by another process. */
  private final class Busy extends ClosedMarket {
    private final AtomicInteger sent;

    Busy(AtomicInteger sent) {
      this.sent = sent;
    }

    @Override
    public RentOutcome rent(RentRequest request, Permit permit) {
      sends(permit);
      return new RentOutcome.OfferGone("gone");
    }

    @Override
    public DestroyOutcome destroy(OwnInstance instance, Permit permit) {
      sends(permit);
      return new DestroyOutcome.Accepted();
    }

    private void sends(Permit permit) {
      claims.give(ID, "another");
      permit.check();
      sent.incrementAndGet();
    }
  }
}
