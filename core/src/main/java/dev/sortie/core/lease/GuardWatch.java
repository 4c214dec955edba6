package dev.sortie.core.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the guard of a machine that is up.
 *
 * @param since when who watches the machine now first asked for it
 * @param provenAt when it was first proven alive
 * @param doubtedAt since when it has not proven itself although the machine answered, to who
 *     watches it now
 * @param lostAt when it was taken for dead after that, if it has not come back
 * @param revivals how often it had been brought back on its machine when that was last told
 * @param revivedAt when that was
 */
public record GuardWatch(
    Instant since,
    Optional<Instant> provenAt,
    Optional<Instant> doubtedAt,
    Optional<Instant> lostAt,
    int revivals,
    Optional<Instant> revivedAt) {
  static GuardWatch from(Instant since) {
    return new GuardWatch(
        since, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  GuardWatch takenUp(Instant at) {
    return new GuardWatch(at, provenAt, doubtedAt.map(_ -> at), lostAt, revivals, revivedAt);
  }

  GuardWatch proven(Instant at) {
    return new GuardWatch(
        since,
        Optional.of(provenAt.orElse(at)),
        Optional.empty(),
        Optional.empty(),
        revivals,
        revivedAt);
  }

  GuardWatch doubted(Instant at) {
    return new GuardWatch(since, provenAt, Optional.of(at), lostAt, revivals, revivedAt);
  }

  GuardWatch lost(Instant at) {
    return new GuardWatch(
        since, provenAt, doubtedAt, Optional.of(lostAt.orElse(at)), revivals, revivedAt);
  }

  GuardWatch revived(int times, Instant at) {
    return new GuardWatch(since, provenAt, doubtedAt, lostAt, times, Optional.of(at));
  }
}
