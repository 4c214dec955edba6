package dev.sortie.remote.sync;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What one round of a pull brought home. Thread-safe. */
final class Arrivals {
  private final Pulled pulled;
  private final Set<String> here = ConcurrentHashMap.newKeySet();
  private final Map<String, String> refused = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  Arrivals(Pulled pulled) {
    this.pulled = pulled;
  }

  void add(RemoteEntry entry, long localMtimeNanos) {
    pulled.put(entry.path(), new Pulled.Version(entry.size(), entry.mtimeNanos(), localMtimeNanos));
    here.add(entry.path());
    bytes.addAndGet(entry.size());
  }

  void refuse(RemoteEntry entry, String why) {
    refused.put(entry.path(), why);
  }

  boolean has(String path) {
    return here.contains(path);
  }

  Map<String, String> refused() {
    return refused;
  }

  int files() {
    return here.size();
  }

  long bytes() {
    return bytes.get();
  }
}
