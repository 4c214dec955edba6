package dev.sortie.engine.lease;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.RentRequest;
import dev.sortie.core.remote.Hosts;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteHost;
import dev.sortie.core.remote.SshTarget;
import dev.sortie.engine.SharedClaims;
import dev.sortie.engine.actor.FencedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Between a decision and its call to the market a process may sleep for hours. */
class FencedEffectsTest {
  /** Nobody connects here. */
  private static final class NoHosts implements Hosts {
    @Override
    public RemoteHost connect(SshTarget target) {
      throw new AssertionError("connected");
    }

    @Override
    public PushSize measure(PushRequest request) {
      throw new AssertionError("measured");
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  static List<LeaseAction> actionsThatCannotBeUndone() {
    return List.of(new LeaseAction.Rent(Terms.SOME), new LeaseAction.Destroy(new InstanceId(7)));
  }

  @ParameterizedTest
  @MethodSource("actionsThatCannotBeUndone")
  void whoLostTheLeaseNeitherRentsNorDestroys(LeaseAction action) {
    LeaseEffects effects =
        new LeaseEffects(
            Terms.LEASE,
            new ClosedMarket(),
            new Connections(new NoHosts(), Path.of("key")),
            new SharedClaims().of("us"),
            InstantSource.system(),
            terms ->
                new RentRequest(
                    terms.offer(),
                    terms.label(),
                    terms.image(),
                    terms.diskGigabytes(),
                    Map.of(),
                    List.of(),
                    "",
                    Optional.empty()));
    assertThatThrownBy(() -> effects.perform(action)).isInstanceOf(FencedException.class);
  }
}
