package dev.sortie.sim.process;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import dev.sortie.sim.fault.Protection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who drives what: a driver that is dead, or silent for too long, loses it to who asks next. */
public final class SimClaims {
  private static final long STALE = 20_000;

  private final Map<AggregateId, Life> owners = new HashMap<>();
  private final Protection off;

  public SimClaims(Protection off) {
    this.off = off;
  }

  /** The truth, whatever is switched off. */
  public boolean isOwner(Life life, AggregateId what) {
    return owners.get(what) == life;
  }

  Claims of(Life life) {
    return new Claims() {
      @Override
      public boolean take(AggregateId what) {
        Life owner = owners.get(what);
        boolean free =
            owner == null || owner == life || !owner.isAlive() || owner.silence() > STALE;
        if (free) {
          owners.put(what, life);
        }
        return free;
      }

      @Override
      public boolean isOurs(AggregateId what) {
        return off == Protection.FENCING || owners.get(what) == life;
      }

      @Override
      public void release(AggregateId what) {
        if (owners.get(what) == life) {
          owners.remove(what);
        }
      }

      @Override
      public Optional<Driver> other(AggregateId what) {
        Life owner = owners.get(what);
        if (owner == null || owner == life || !owner.isAlive() || owner.silence() > STALE) {
          return Optional.empty();
        }
        return Optional.of(new Driver(owner.name()));
      }
    };
  }
}
