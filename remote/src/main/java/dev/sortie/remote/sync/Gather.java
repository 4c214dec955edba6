package dev.sortie.remote.sync;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A pull while tasks write: one look, and what has changed since the last. What was written to in
 * the last seconds counts as still being written. For one thread.
 */
final class Gather {
  private static final long SETTLED_AFTER_SECONDS = 5;

  /** Each costs some exchanges; the rest follows at the next look, settled or not. */
  private static final int MOST_FOLLOWED = 64;

  private static final long SHORT_TAIL_BYTES = 4 << 20;

  private final Wire wire;
  private final PullRequest request;
  private final Landing landing;
  private final Pulled pulled;
  private final Looks looks;
  private final Optional<Looks.Look> last;
  private final Arrivals arrivals;
  private final Fetching fetching;
  private final Map<String, String> missing = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private final Set<String> done = new HashSet<>();
  private final Set<String> written = new HashSet<>();

  Gather(Wire wire, PullRequest request, Landing landing, Pulled pulled, Looks looks) {
    this.wire = wire;
    this.request = request;
    this.landing = landing;
    this.pulled = pulled;
    this.looks = looks;
    this.last = looks.last(request);
    this.arrivals = new Arrivals(pulled, true);
    this.fetching = new Fetching(wire, landing, pulled, arrivals);
  }

  PullReport run() {
    Optional<PullReport> endless =
        last.filter(one -> one.listing().state() == Listing.State.ENDLESS)
            .flatMap(Looks.Look::quiet);
    if (endless.isPresent()) {
      // The pull after the work reads that much once more, not every gather.
      return endless.get();
    }
    LongList.Look look = wire.look(last.map(Looks.Look::hash).orElse(""));
    Optional<PullReport> quiet = last.flatMap(Looks.Look::quiet);
    if (look.list().isEmpty() && quiet.isPresent()) {
      return quiet.get();
    }
    boolean known = look.list().isEmpty();
    Listing listing =
        known ? last.orElseThrow().listing() : wire.patience().keepTrying(() -> look.listing());
    String hash = known ? last.orElseThrow().hash() : look.hash();
    Wanted wanted = Wanted.of(listing, request);
    wire.progress().comparing(wanted.entries().size());
    gather(wanted, look.machineSeconds());
    listing.tell(request, missing, refused);
    PullReport report = wanted.report(arrivals, refused, missing, Map.of());
    Optional<PullReport> calm =
        missing.isEmpty() || listing.state() == Listing.State.ENDLESS
            ? Optional.of(new PullReport(report.files(), report.bytes(), 0, 0, report.missing()))
            : Optional.empty();
    looks.put(new Looks.Look(request, hash, listing, done, written, calm));
    return report;
  }

  private void gather(Wanted all, long machineSeconds) {
    Wanted wanted = all.apart(landing.tellsNamesApart(), refused);
    Shapes shapes = new Shapes(landing, refused);
    shapes.folders(wanted.entries());
    List<RemoteEntry> fetch = new ArrayList<>();
    List<RemoteEntry> follow = new ArrayList<>();
    for (RemoteEntry entry : wanted.files()) {
      if (isHere(entry)) {
        done.add(entry.path());
      } else if (isBeingWritten(entry, machineSeconds)) {
        written.add(entry.path());
        follow.add(entry);
      } else {
        fetch.add(entry);
      }
    }
    try {
      bring(fetch, follow);
    } catch (Allowance.SpentException e) {
      fetch.forEach(entry -> missing.put(entry.path(), e.getMessage()));
    }
    refused.putAll(arrivals.refused());
    shapes.links(wanted.entries());
    tell(fetch, follow);
  }

  /** Short tails first, so that a log does not wait for a film. */
  private void bring(List<RemoteEntry> fetch, List<RemoteEntry> follow) {
    List<RemoteEntry> followed =
        follow.stream()
            .sorted(
                Comparator.comparing((RemoteEntry e) -> !wasWritten(e))
                    .thenComparing(Comparator.comparingLong(this::tailBytes).reversed()))
            .limit(MOST_FOLLOWED)
            .toList();
    fetching.follow(followed.stream().filter(e -> tailBytes(e) <= SHORT_TAIL_BYTES).toList());
    fetching.fetch(fetch, Map.of());
    fetching.follow(followed.stream().filter(e -> tailBytes(e) > 0).toList());
  }

  private void tell(List<RemoteEntry> fetch, List<RemoteEntry> follow) {
    for (RemoteEntry entry : fetch) {
      String path = entry.path();
      if (!arrivals.isSettled(path)) {
        Fetching.Deferred deferred = fetching.deferred().get(path);
        missing.putIfAbsent(
            path, deferred == null ? "changed while it was fetched" : deferred.why());
      } else if (!refused.containsKey(path)) {
        missing.remove(path);
        done.add(path);
      }
    }
    for (RemoteEntry entry : follow) {
      if (!refused.containsKey(entry.path())) {
        missing.put(entry.path(), stillWritten(entry));
      }
    }
  }

  private String stillWritten(RemoteEntry entry) {
    String name = landing.unfinishedName(entry.path());
    long here = begun(entry);
    return here == 0
        ? "still being written"
        : "still being written; its first " + here + " bytes are in " + landing.own().shown(name);
  }

  private boolean isHere(RemoteEntry entry) {
    try {
      return last.filter(look -> look.brought(entry)).isPresent()
          || pulled.has(entry, landing.place(entry.path()));
    } catch (Landing.RefusedException e) {
      // Fetching says why.
      return false;
    }
  }

  /** A time that lies ahead tells nothing; such a file is taken as it is. */
  private static boolean isBeingWritten(RemoteEntry entry, long machineSeconds) {
    return entry.mtimeSeconds() > machineSeconds - SETTLED_AFTER_SECONDS
        && entry.mtimeSeconds() <= machineSeconds + 1;
  }

  private boolean wasWritten(RemoteEntry entry) {
    return last.filter(look -> look.written().contains(entry.path())).isPresent();
  }

  private long tailBytes(RemoteEntry entry) {
    return Math.max(0, entry.size() - begun(entry));
  }

  private long begun(RemoteEntry entry) {
    return LocalFiles.sizeOf(landing.unfinished(entry.path()));
  }
}
