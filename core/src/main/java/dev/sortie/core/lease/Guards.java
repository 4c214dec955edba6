package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The guard is proven alive before work begins, and told that we live for as long as we do. */
final class Guards {
  /** A machine all of whose cores are at work may leave its guard without an answer this long. */
  private static final Duration BUSY = Duration.ofSeconds(60);

  private Guards() {}

  /** Tells it that we live, and how long the lease may last by now. */
  static Decision<LeaseEvent, LeaseAction> renew(Lease lease, LeasePhase.Up up, Instant now) {
    return new Decision<>(
        List.of(), signOfLife(lease, up.instance(), up.hostKey(), up.address(), now));
  }

  /** The first one is sent as soon as the machine lets us in. */
  static List<LeaseAction> signOfLife(
      Lease lease, InstanceId instance, HostKey key, SshAddress address, Instant now) {
    return lease.openedTerms().guard().stream()
        .<LeaseAction>map(guard ->
            new LeaseAction.Renew(
                instance,
                lease.login(key, address),
                new Renewal(guard.lease(), left(lease, now), lease.toll(now))))
        .toList();
  }

  static Decision<LeaseEvent, LeaseAction> answered(
      Lease lease, LeasePhase.Up up, GuardReport report, Instant now) {
    return revived(up.guard(), report, now).and(judged(lease, up, report, now));
  }

  /** Whoever kills it every second is told of once in a while. */
  private static Decision<LeaseEvent, LeaseAction> revived(
      GuardWatch watch, GuardReport report, Instant now) {
    boolean told = watch.revivedAt().filter(at -> now.isBefore(at.plus(BUSY))).isPresent();
    return report
        .revival()
        .filter(revival -> revival.times() != watch.revivals() && !told)
        .map(revival ->
            Decision.<LeaseEvent, LeaseAction>note(
                new LeaseEvent.GuardRevived(revival.times(), revival.frozen())))
        .orElse(Decision.nothing());
  }

  private static Decision<LeaseEvent, LeaseAction> judged(
      Lease lease, LeasePhase.Up up, GuardReport report, Instant now) {
    GuardWatch watch = up.guard();
    if (report.isProof()) {
      boolean news = watch.provenAt().isEmpty() || watch.doubtedAt().isPresent();
      return news ? Decision.note(new LeaseEvent.GuardProven(report.said())) : Decision.nothing();
    }
    if (watch.provenAt().isEmpty()) {
      return unproven(lease, up, report.said(), now);
    }
    if (watch.doubtedAt().isEmpty()) {
      return Decision.note(new LeaseEvent.GuardDoubted(report.said()));
    }
    boolean dead = !now.isBefore(watch.doubtedAt().get().plus(BUSY));
    return dead && watch.lostAt().isEmpty()
        ? Decision.note(new LeaseEvent.GuardLost(report.said()))
        : Decision.nothing();
  }

  /** A machine whose guard cannot be proven does no work: it might outlive us (law 6). */
  static Decision<LeaseEvent, LeaseAction> unproven(
      Lease lease, LeasePhase.Up up, String said, Instant now) {
    Duration patience = lease.openedTerms().patience().ssh();
    boolean waits = up.guard().provenAt().isPresent() || lease.openedTerms().guard().isEmpty();
    return waits || now.isBefore(up.guard().since().plus(patience))
        ? Decision.nothing()
        : Ends.now(lease, EndReason.Kind.NO_GUARD, said);
  }

  /**
   * A machine that cannot be reached says nothing of its guard: the doubt begins anew. What was
   * asked before this process slept tells only of then.
   */
  static Decision<LeaseEvent, LeaseAction> unreachable(
      Lease lease, LeasePhase.Up up, String said, Instant asked, Instant now) {
    boolean stale =
        up.guard().doubtedAt().filter(at -> !now.isBefore(at.plus(BUSY.dividedBy(2)))).isPresent();
    return stale && up.guard().lostAt().isEmpty()
        ? Decision.note(new LeaseEvent.GuardDoubted(said))
        : unproven(lease, up, said, asked);
  }

  private static Duration left(Lease lease, Instant now) {
    Duration left = Duration.between(now, lease.deadline().orElse(now));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
