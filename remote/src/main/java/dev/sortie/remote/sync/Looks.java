package dev.sortie.remote.sync;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What gathers from one machine saw and found out, so that the next asks only for what is new. */
public final class Looks {
  private final Map<Key, Look> last = new ConcurrentHashMap<>();

  private record Key(String remoteFolder, java.nio.file.Path localFolder) {
    static Key of(PullRequest request) {
      return new Key(request.remoteFolder(), request.localFolder());
    }
  }

  /**
   * @param request whose folders were looked at, with its patterns
   * @param hash of the machine's list
   * @param done paths of which that version is here
   * @param written paths that were being written
   * @param quiet what there is to say as long as nothing changes; empty while something is to do
   */
  record Look(
      PullRequest request,
      String hash,
      Listing listing,
      Set<String> done,
      Set<String> written,
      Optional<PullReport> quiet) {
    /** Was this very version brought then? */
    boolean brought(RemoteEntry entry) {
      return done.contains(entry.path()) && entry.equals(listing.entries().get(entry.path()));
    }
  }

  Optional<Look> last(PullRequest request) {
    return Optional.ofNullable(last.get(Key.of(request)))
        .filter(look ->
            look.request().include().equals(request.include())
                && look.request().exclude().equals(request.exclude()));
  }

  void put(Look look) {
    last.put(Key.of(look.request()), look);
  }

  void forget(PullRequest request) {
    last.remove(Key.of(request));
  }
}
