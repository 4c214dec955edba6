package dev.sortie.remote.sync;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.remote.ssh.Bounds;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A pull after the work: looks again until nothing has changed meanwhile. For one thread. */
final class WholePull {
  private static final int TRIES_OF_A_CHANGING_FILE = 4;
  private static final int LOOKS = 3;

  private final Wire wire;
  private final PullRequest request;
  private final Landing landing;
  private final Pulled pulled;
  private final Arrivals arrivals;
  private final Fetching fetching;

  /** Never forgotten, else a pull of files that change in turns would not end. */
  private final Map<String, Integer> tries = new HashMap<>();

  private int looks;
  private final Map<String, String> missing = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();

  /** What changed each time it was fetched. */
  private final Map<String, RemoteEntry> changing = new TreeMap<>();

  /** What may be spent only gets less: what is too dear now stays so. */
  private final Map<String, Fetching.Deferred> unpaid = new TreeMap<>();

  WholePull(Wire wire, PullRequest request, Landing landing, Pulled pulled) {
    this.wire = wire;
    this.request = request;
    this.landing = landing;
    this.pulled = pulled;
    this.arrivals = new Arrivals(pulled, false);
    this.fetching = new Fetching(wire, landing, pulled, arrivals);
  }

  PullReport run() {
    Listing listing;
    Wanted wanted;
    do {
      looks++;
      listing = listing();
      wanted = Wanted.of(listing, request);
      wire.progress().comparing(wanted.entries().size());
    } while (!round(wanted));
    listing.tell(request, missing, refused);
    List<PullReport.Missing> written = written();
    settle();
    return wanted.report(arrivals, refused, missing, unpaid).andMissing(written);
  }

  private List<PullReport.Missing> written() {
    List<PullReport.Missing> written = new ArrayList<>();
    StillWritten stillWritten = new StillWritten(wire);
    for (RemoteEntry entry : changing.values()) {
      stillWritten.tell(entry, request, fetching).ifPresent(written::add);
    }
    refused.putAll(arrivals.refused());
    return written;
  }

  /** What could not be read at one moment may be the next. */
  private Listing listing() {
    Listing listing = look();
    for (int i = 1; i < LOOKS && listing.state() == Listing.State.IN_PART; i++) {
      listing = look();
    }
    return listing;
  }

  private Listing look() {
    LongList.Look look = wire.look("");
    return wire.patience().keepTrying(() -> look.listing());
  }

  /** True when all is here or given up; false when something has to be fetched again. */
  private boolean round(Wanted all) {
    missing.clear();
    changing.clear();
    refused.clear();
    unpaid.clear();
    Wanted wanted = all.apart(landing.tellsNamesApart(), refused);
    arrivals.nextRound();
    Shapes shapes = new Shapes(landing, refused);
    List<RemoteEntry> fetch = wanted.files().stream().filter(e -> !isProved(e)).toList();
    shapes.folders(wanted.entries());
    boolean arrived;
    try {
      fetching.fetch(fetch, tries);
      arrived = allArrived(fetch);
    } catch (Allowance.SpentException e) {
      fetch.stream()
          .filter(one -> !arrivals.isSettled(one.path()))
          .forEach(one -> missing.put(one.path(), e.getMessage()));
      arrived = true;
    }
    refused.putAll(arrivals.refused());
    shapes.links(wanted.entries());
    return arrived;
  }

  /** Here, untouched, and compared by hash when nothing was writing any more. */
  private boolean isProved(RemoteEntry entry) {
    try {
      return pulled.has(entry, landing.place(entry.path())) && !pulled.isDuringWork(entry.path());
    } catch (Landing.RefusedException e) {
      // Fetching says why.
      return false;
    }
  }

  private boolean allArrived(List<RemoteEntry> fetch) {
    if (arrivals.isMadeUp()) {
      tellMadeUp(fetch);
      return true;
    }
    boolean all = true;
    for (RemoteEntry entry : fetch) {
      String path = entry.path();
      Fetching.Deferred deferred = fetching.deferred().get(path);
      if (arrivals.isSettled(path)) {
        continue;
      }
      if (deferred != null) {
        unpaid.put(path, deferred);
      } else {
        boolean again =
            tries.merge(path, 1, Integer::sum) < TRIES_OF_A_CHANGING_FILE
                && looks < Bounds.MOST_LOOKS;
        all &= !again;
        if (!again) {
          changing.put(path, entry);
        }
      }
    }
    return all;
  }

  /** What came is here; nobody asks for the rest once more. */
  private void tellMadeUp(List<RemoteEntry> fetch) {
    List<RemoteEntry> rest =
        fetch.stream().filter(entry -> !arrivals.isSettled(entry.path())).toList();
    String some =
        rest.stream()
            .limit(3)
            .map(entry -> Names.shown(entry.path()))
            .collect(Collectors.joining(", "));
    refused.put(
        Names.raw(request.remoteFolder()),
        "it lists files that it does not hold; "
            + rest.size()
            + " of those it lists did not come, such as "
            + some);
  }

  private void settle() {
    if (missing.isEmpty()
        && changing.isEmpty()
        && refused.isEmpty()
        && unpaid.isEmpty()
        && !landing.isApart()) {
      tidy();
    }
    if (arrivals.isAny()) {
      try {
        Durable.settle(landing.root());
      } catch (java.io.InterruptedIOException e) {
        throw dev.sortie.remote.ssh.Patience.interrupted(e);
      }
    }
  }

  /** Throws away the beginnings of files that are gone from the machine, or here whole. */
  private void tidy() {
    Path begun = landing.own().begun();
    if (!Files.isDirectory(begun)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(begun)) {
      for (Path one : all) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw LocalFiles.failure("cannot tidy " + begun, e);
    }
  }
}
