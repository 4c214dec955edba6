package dev.sortie.core.lease;

import dev.sortie.core.machine.Decision;
import dev.sortie.core.market.DestroyOutcome;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Sighting;
import dev.sortie.core.money.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Destroy, verify, verify again; never give up (law 5). */
final class Ends {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(3);
  private static final Duration SLOWEST_RETRY = Duration.ofSeconds(20);

  /**
   * A new instance may be unknown to the market for a moment: unless a destroy call was accepted,
   * an absence means nothing before this much time has passed; and it must last that much longer,
   * for a clock that was set forward may have cut the wait short.
   */
  private static final Duration ABSENCE_GRACE = Duration.ofSeconds(30);

  /**
   * For this long a machine that did not run when it was last seen counts as if it might; then the
   * next look is noted.
   */
  private static final Duration UNWATCHED_AT_MOST = Duration.ofSeconds(10);

  /** An answer that waited longer than this, for a full disk say, proves nothing any more. */
  private static final Duration STALE = Duration.ofSeconds(30);

  /** An absence lasts as far as somebody looks: after a longer gap it begins anew. */
  private static final Duration UNSEEN_AT_MOST = Duration.ofSeconds(30);

  /** What vast.ai asks for between two reads of one instance. */
  private static final Duration READ_EVERY = Duration.ofSeconds(2);

  /** Fewer complete listings than this never prove that an instance is gone. */
  private static final int WALKS_NEEDED = 2;

  private Ends() {}

  /** Somebody wants the end, in whatever phase the lease is. */
  static Decision<LeaseEvent, LeaseAction> want(Lease lease, EndReason reason) {
    if (lease.endWanted().isPresent()) {
      return Decision.nothing();
    }
    return switch (lease.phase()) {
      // Nothing left the machine yet: the intent itself is called off.
      case LeasePhase.Unopened _, LeasePhase.Gone _, LeasePhase.NotRented _ -> Decision.nothing();
      // An answer is still to come; what it rents will be destroyed at once.
      case LeasePhase.Renting _, LeasePhase.LookingUp _, LeasePhase.Ending _ ->
          Decision.note(new LeaseEvent.EndWanted(reason));
      case LeasePhase.Booting _, LeasePhase.Up _ -> now(lease, reason.kind(), reason.said());
    };
  }

  static Decision<LeaseEvent, LeaseAction> now(Lease lease, EndReason.Kind kind, String said) {
    return Decision.<LeaseEvent, LeaseAction>note(
            new LeaseEvent.EndWanted(new EndReason(kind, said)))
        .and(destroy(lease));
  }

  /** What is not proven ours is looked at until it is, and not touched before (law 3). */
  private static Decision<LeaseEvent, LeaseAction> destroy(Lease lease) {
    return Decision.act(
        lease
            .own()
            .<LeaseAction>map(LeaseAction.Destroy::new)
            .orElseGet(() -> new LeaseAction.Look(lease.instance().orElseThrow())));
  }

  static Decision<LeaseEvent, LeaseAction> decide(
      Lease lease, LeasePhase.Ending ending, LeaseSignal signal, Instant now) {
    return switch (signal) {
      case LeaseSignal.Tick _ -> tick(lease, ending, now);
      // Once it is absent the proof goes on; another destroy call would have to be waited for
      // first.
      case LeaseSignal.Resumed _ ->
          ending.absentSince().isPresent() ? tick(lease, ending, now) : destroy(lease);
      case LeaseSignal.DestroyAnswered answer -> answered(lease, ending, answer, now);
      case LeaseSignal.Looked looked when looked.sighting() instanceof Sighting.Absent ->
          absent(lease, ending, looked, now);
      case LeaseSignal.Looked looked
          when looked.sighting() instanceof Sighting.Present(var instance) ->
          watched(lease, instance, looked).and(resurfaced(lease, ending, looked.asked()));
      case LeaseSignal.Listed(Inventory.Complete complete, var asked, var answered) ->
          answered.isBefore(now.minus(STALE))
              ? Decision.nothing()
              : listed(lease, ending, complete, asked);
      case LeaseSignal.Looked _,
          LeaseSignal.Listed _,
          LeaseSignal.ProbeAnswered _,
          LeaseSignal.ProbeFailed _,
          LeaseSignal.Open _,
          LeaseSignal.RentAnswered _,
          LeaseSignal.GuardAnswered _,
          LeaseSignal.GuardUnreachable _,
          LeaseSignal.Found _,
          LeaseSignal.FoundStray _,
          LeaseSignal.TrafficMeasured _,
          LeaseSignal.EndHeld _,
          LeaseSignal.EndReleased _,
          LeaseSignal.EndRequested _ ->
          Decision.nothing();
    };
  }

  private static Decision<LeaseEvent, LeaseAction> tick(
      Lease lease, LeasePhase.Ending ending, Instant now) {
    if (ending.absentSince().isPresent()) {
      // Listings may fail, or tell of minutes ago, for as long as they like: reads go on beside.
      Decision<LeaseEvent, LeaseAction> look =
          Decision.act(new LeaseAction.Look(ending.instance()));
      Decision<LeaseEvent, LeaseAction> walk = Decision.act(new LeaseAction.TakeInventory());
      if (ending.walks() == 0) {
        return walk.and(look);
      }
      if (isListed(ending) || !isSettled(lease, ending, now)) {
        return look;
      }
      // The market lets an instance be read every two seconds only: a read beside the listing that
      // is to prove it gone would put off the one after it, which has the last word.
      return isWithin(READ_EVERY, settlesAt(lease, ending).orElse(now), now)
          ? walk
          : walk.and(look);
    }
    boolean again = !isWithin(retryAfter(ending.tries()), ending.lastTry(), now);
    return again ? destroy(lease) : Decision.act(new LeaseAction.Look(ending.instance()));
  }

  private static Decision<LeaseEvent, LeaseAction> answered(
      Lease lease, LeasePhase.Ending ending, LeaseSignal.DestroyAnswered answer, Instant now) {
    return switch (answer.outcome()) {
      case DestroyOutcome.Accepted _ -> tried(ending, "");
      case DestroyOutcome.NotThere _ -> tried(ending, "no such instance");
      case DestroyOutcome.Failed(var problem) -> {
        Decision<LeaseEvent, LeaseAction> failed =
            Decision.note(new LeaseEvent.DestroyTried(words(problem.said())));
        // Who waited that long for an answer has waited for the next call as well.
        boolean waited = !isWithin(retryAfter(ending.tries() + 1), answer.asked(), now);
        yield waited ? failed.and(destroy(lease)) : failed;
      }
    };
  }

  private static Decision<LeaseEvent, LeaseAction> tried(LeasePhase.Ending ending, String said) {
    return new Decision<>(
        List.of(new LeaseEvent.DestroyTried(said)),
        List.of(new LeaseAction.Look(ending.instance())));
  }

  private static Decision<LeaseEvent, LeaseAction> absent(
      Lease lease, LeasePhase.Ending ending, LeaseSignal.Looked looked, Instant now) {
    if (!ending.accepted() && isWithin(ABSENCE_GRACE, ending.since(), now)) {
      return Decision.nothing();
    }
    Optional<Instant> latest = ending.lastWalk().or(ending::absentSince);
    if (latest.filter(at -> !now.isBefore(at)).isEmpty() || !isWatched(looked)) {
      return Decision.<LeaseEvent, LeaseAction>note(new LeaseEvent.AbsenceSeen())
          .and(Decision.act(new LeaseAction.TakeInventory()));
    }
    return isListed(ending) ? last(lease, ending, looked.asked(), now) : Decision.nothing();
  }

  /** Whoever slept, or had no answer, cannot know whether it was back meanwhile. */
  private static boolean isWatched(LeaseSignal.Looked looked) {
    Instant longAgo = looked.asked().minus(UNSEEN_AT_MOST);
    return looked.previous().filter(before -> !before.isBefore(longAgo)).isPresent();
  }

  /**
   * The listings may both have told of minutes ago, and hide what came back meanwhile: only a read
   * that was asked for after them ends the proof, and soon after, or all of it begins anew.
   */
  private static Decision<LeaseEvent, LeaseAction> last(
      Lease lease, LeasePhase.Ending ending, Instant asked, Instant now) {
    Instant listed = ending.lastWalk().orElseThrow();
    if (asked.isBefore(listed)) {
      // It was under way when the listing came, and stood in the way of the one that counts.
      return Decision.act(new LeaseAction.Look(ending.instance()));
    }
    if (now.isAfter(listed.plus(STALE))) {
      return Decision.note(new LeaseEvent.AbsenceSeen());
    }
    return MarketEnds.mustGo(lease)
        ? Decision.act(new LeaseAction.ReleaseEnd(ending.instance()))
        : Decision.note(new LeaseEvent.Gone());
  }

  private static Decision<LeaseEvent, LeaseAction> listed(
      Lease lease, LeasePhase.Ending ending, Inventory.Complete complete, Instant asked) {
    if (complete.instances().stream().anyMatch(i -> i.id().equals(ending.instance()))) {
      return resurfaced(lease, ending, asked);
    }
    // One that was asked for before tells of an earlier absence, however late it comes.
    boolean ofThisAbsence =
        ending.absentSince().filter(since -> !asked.isBefore(since)).isPresent();
    if (!ofThisAbsence || isListed(ending)) {
      return Decision.nothing();
    }
    if (ending.walks() + 1 >= WALKS_NEEDED && isSettled(lease, ending, asked)) {
      return new Decision<>(
          List.of(new LeaseEvent.NotListed()), List.of(new LeaseAction.Look(ending.instance())));
    }
    return ending.walks() == 0 ? Decision.note(new LeaseEvent.NotListed()) : Decision.nothing();
  }

  /** The bill goes on, at what it asks now; and it depends on whether it ran at all. */
  private static Decision<LeaseEvent, LeaseAction> watched(
      Lease lease, Instance instance, LeaseSignal.Looked looked) {
    List<LeaseEvent> facts = new ArrayList<>(Prices.seen(lease, instance, looked.before()));
    Instant stale = looked.asked().minus(UNWATCHED_AT_MOST);
    lease
        .meter()
        .flatMap(Meter::unwatchedSince)
        .filter(since -> Sightings.isBilled(instance.state()) || since.isBefore(stale))
        .ifPresent(_ -> facts.add(Sightings.notedAtTheEnd(instance, looked)));
    return new Decision<>(facts, List.of());
  }

  /** An answer to what was asked before it was absent is of no use. */
  private static Decision<LeaseEvent, LeaseAction> resurfaced(
      Lease lease, LeasePhase.Ending ending, Instant asked) {
    return ending.absentSince().filter(since -> !asked.isBefore(since)).isPresent()
        ? Decision.<LeaseEvent, LeaseAction>note(new LeaseEvent.Resurfaced()).and(destroy(lease))
        : Decision.nothing();
  }

  /** Whether no more listings are needed: what is missing is a read. */
  private static boolean isListed(LeasePhase.Ending ending) {
    return ending.walks() >= WALKS_NEEDED;
  }

  /** Whether it has been absent for so long that it will not come back. */
  private static boolean isSettled(Lease lease, LeasePhase.Ending ending, Instant now) {
    Duration settled = settled(lease, ending);
    return ending.absentSince().filter(since -> !now.isBefore(since.plus(settled))).isPresent();
  }

  private static Duration settled(Lease lease, LeasePhase.Ending ending) {
    Duration usual = lease.openedTerms().patience().settled();
    return ending.accepted() ? usual : usual.plus(ABSENCE_GRACE);
  }

  /** When the last listing may be asked for; empty while that is not what is waited for. */
  static Optional<Instant> settlesAt(Lease lease, LeasePhase.Ending ending) {
    return ending
        .absentSince()
        .filter(_ -> !isListed(ending))
        .map(since -> since.plus(settled(lease, ending)));
  }

  /** Whether less than {@code span} has passed; a clock that was set back has no say. */
  private static boolean isWithin(Duration span, Instant since, Instant now) {
    return !now.isBefore(since) && now.isBefore(since.plus(span));
  }

  /** Without words a failure would read like a success. */
  private static String words(String said) {
    return said.isBlank() ? "failed" : said;
  }

  private static Duration retryAfter(int tries) {
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.clamp(tries - 1L, 0, 4));
    return wait.compareTo(SLOWEST_RETRY) > 0 ? SLOWEST_RETRY : wait;
  }
}
