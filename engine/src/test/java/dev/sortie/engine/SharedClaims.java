package dev.sortie.engine;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.journal.Claims;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Claims that several controllers of a test share; nobody ever falls silent by himself. */
public final class SharedClaims {
  private final Map<AggregateId, String> owners = new ConcurrentHashMap<>();

  /** From now on it is this one's, whoever had it. */
  public void give(AggregateId what, String owner) {
    owners.put(what, owner);
  }

  public Optional<String> owner(AggregateId what) {
    return Optional.ofNullable(owners.get(what));
  }

  /** As one controller sees them. */
  public Claims of(String name) {
    return new Claims() {
      @Override
      public boolean take(AggregateId what) {
        return owners.computeIfAbsent(what, _ -> name).equals(name);
      }

      @Override
      public boolean isOurs(AggregateId what) {
        return owner(what).equals(Optional.of(name));
      }

      @Override
      public void release(AggregateId what) {
        owners.remove(what, name);
      }

      @Override
      public Optional<Driver> other(AggregateId what) {
        return owner(what).filter(owner -> !owner.equals(name)).map(Driver::new);
      }
    };
  }
}
