package dev.sortie.core.lease;

import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.HeldEnd;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.ReleasedEnd;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SshAddress;
import java.time.Instant;
import java.util.Optional;

/** What reaches a lease from outside. */
public sealed interface LeaseSignal {
  /** Open it. */
  record Open(LeaseTerms terms) implements LeaseSignal {}

  /** Time has passed. */
  record Tick() implements LeaseSignal {}

  /**
   * A controller takes over what was begun earlier; a create call may be lost in between.
   *
   * @param by who takes it over, for people; empty when nobody else had it
   */
  record Resumed(String by) implements LeaseSignal {
    public Resumed() {
      this("");
    }
  }

  record RentAnswered(RentOutcome outcome) implements LeaseSignal {}

  /**
   * @param asked when the walk began; what it proves, it proves for then
   * @param answered when it was over
   */
  record Listed(Inventory inventory, Instant asked, Instant answered) implements LeaseSignal {}

  /**
   * @param asked when; the answer may be a while old
   * @param before when this process had asked for the last look that showed it, under a label, if
   *     it did: what is different now may have been so ever since
   * @param previous when this process had asked for the last look that was answered, whatever it
   *     showed: in between nobody has looked
   */
  record Looked(
      InstanceId instance,
      Sighting sighting,
      Instant asked,
      Optional<Instant> before,
      Optional<Instant> previous)
      implements LeaseSignal {}

  record ProbeAnswered(HostKey hostKey, SshAddress address) implements LeaseSignal {}

  /**
   * @param asked when; whoever slept meanwhile hears of it long after
   */
  record ProbeFailed(RemoteProblem problem, Instant asked) implements LeaseSignal {}

  record GuardAnswered(GuardReport report) implements LeaseSignal {}

  /**
   * @param asked when; whoever slept meanwhile hears of it long after
   */
  record GuardUnreachable(RemoteProblem problem, Instant asked) implements LeaseSignal {}

  /** A complete listing shows an instance with our label although the lease is over. */
  record Found(Instance instance) implements LeaseSignal {}

  /**
   * A complete listing shows an instance that no lease of ours stands for but that is ours to end.
   *
   * @param since when it was rented, as far as the market tells
   */
  record FoundStray(LeaseTerms terms, Instance instance, Instant since) implements LeaseSignal {}

  record TrafficMeasured(Traffic total) implements LeaseSignal {}

  record EndRequested(EndReason reason) implements LeaseSignal {}

  /**
   * @param deadline the lease's, that was meant by it
   */
  record EndHeld(HeldEnd outcome, Instant deadline) implements LeaseSignal {}

  record EndReleased(ReleasedEnd outcome) implements LeaseSignal {}

  /**
   * @param asked when; a call that nobody answers is given up after a while
   */
  record DestroyAnswered(DestroyOutcome outcome, Instant asked) implements LeaseSignal {}
}
