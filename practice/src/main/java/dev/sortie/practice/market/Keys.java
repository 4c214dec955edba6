package dev.sortie.practice.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Public keys: the account's go into new instances only, attached ones into the running one. */
public final class Keys {
  private final Market market;

  public Keys(Market market) {
    this.market = market;
  }

  public List<SshKey> ofAccount() {
    return market.locked(() -> List.copyOf(market.book().keys()));
  }

  /** Empty when the account has it already. */
  public Optional<SshKey> add(String text) {
    return market.locked(() -> {
      List<SshKey> keys = market.book().keys();
      if (keys.stream().anyMatch(key -> key.key().equals(text))) {
        return Optional.empty();
      }
      SshKey key = fresh(text);
      keys.add(key);
      market.save();
      return Optional.of(key);
    });
  }

  public Optional<SshKey> replace(long id, String text) {
    return market.locked(() -> {
      List<SshKey> keys = market.book().keys();
      for (int i = 0; i < keys.size(); i++) {
        if (keys.get(i).id() == id) {
          SshKey key = new SshKey(id, text, keys.get(i).createdAt());
          keys.set(i, key);
          market.save();
          return Optional.of(key);
        }
      }
      return Optional.empty();
    });
  }

  public boolean remove(long id) {
    return market.locked(() -> {
      boolean removed = market.book().keys().removeIf(key -> key.id() == id);
      market.save();
      return removed;
    });
  }

  public void attach(long instance, String text) {
    market.locked(() -> {
      market
          .book()
          .find(instance)
          .filter(one -> one.keys().stream().noneMatch(key -> key.key().equals(text)))
          .ifPresent(one -> {
            List<SshKey> keys = new ArrayList<>(one.keys());
            keys.add(fresh(text));
            market.put(one.with(keys));
          });
      market.later(() -> market.machine(instance).ifPresent(machine -> machine.authorize(text)));
      return true;
    });
  }

  public boolean detach(long instance, long keyId) {
    return market.locked(() -> {
      Optional<Contract> contract = market.book().find(instance);
      Optional<SshKey> key =
          contract.stream()
              .flatMap(one -> one.keys().stream())
              .filter(one -> one.id() == keyId)
              .findFirst();
      if (contract.isEmpty() || key.isEmpty()) {
        return false;
      }
      List<SshKey> keys = new ArrayList<>(contract.get().keys());
      keys.remove(key.get());
      market.put(contract.get().with(keys));
      market.later(
          () -> market.machine(instance).ifPresent(machine -> machine.revoke(key.get().key())));
      return true;
    });
  }

  private SshKey fresh(String text) {
    return new SshKey(market.book().nextId(), text, market.now());
  }
}
