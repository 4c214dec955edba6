package dev.sortie.remote.sync;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One pull: list, fetch what is new, verify, name. For one thread. */
public final class Pull {
  static final long LARGE_BYTES = 8L << 20;
  private static final int TRIES_OF_A_CHANGING_FILE = 4;

  private final Link link;
  private final PullRequest request;
  private final SyncProgress listener;
  private final Steady progress;
  private final Scripts scripts;
  private final IgnoreRules include;
  private final IgnoreRules exclude;
  private final Map<String, Integer> tries = new HashMap<>();
  private final Map<String, String> missing = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private int brought;
  private long broughtBytes;

  public Pull(Link link, PullRequest request, SyncProgress progress) {
    this.link = link;
    this.request = request;
    this.listener = progress;
    this.progress = new Steady(progress);
    this.scripts = new Scripts(request.remoteFolder());
    this.include = IgnoreRules.of(request.include());
    this.exclude = IgnoreRules.of(request.exclude());
  }

  public PullReport run(Duration limit) {
    Path folder = request.localFolder().toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw LocalFiles.failure("cannot make " + folder, e);
    }
    Pulled pulled = Pulled.load(folder, request.remoteFolder());
    Patience patience = new Patience(limit, listener::lost);
    try {
      while (true) {
        Optional<PullReport> done = patience.keepTrying(() -> round(folder, pulled, patience));
        if (done.isPresent()) {
          return done.get();
        }
      }
    } finally {
      if (brought > 0) {
        pulled.save();
      }
    }
  }

  /** A report when all is here or given up; empty when something has to be fetched again. */
  private Optional<PullReport> round(Path folder, Pulled pulled, Patience patience)
      throws IOException {
    missing.clear();
    refused.clear();
    List<RemoteEntry> wanted = wanted();
    patience.moved();
    progress.comparing(wanted.size());
    Landing landing = new Landing(folder);
    List<RemoteEntry> fetch = new ArrayList<>();
    int files = 0;
    long bytes = 0;
    for (RemoteEntry entry : wanted) {
      if (entry.kind() == Kind.FILE) {
        files++;
        bytes += entry.size();
        Optional<Path> place = place(landing, entry);
        if (place.isPresent() && !pulled.has(entry, place.get())) {
          fetch.add(entry);
        }
      } else if (entry.kind() == Kind.LINK) {
        files++;
      }
    }
    folders(landing, wanted);
    boolean all = fetch(landing, pulled, fetch, patience);
    links(landing, wanted);
    return all ? Optional.of(report(files, bytes, folder)) : Optional.empty();
  }

  private List<RemoteEntry> wanted() throws IOException {
    try (Exec exec = link.exec(scripts.of("list") + "list\n")) {
      exec.in().close();
      Thread.ofVirtual().start(() -> Link.head(exec.err()));
      return Listing.read(exec.out()).entries().values().stream()
          .filter(e -> e.kind() != Kind.OTHER && isWanted(e))
          .toList();
    }
  }

  private boolean isWanted(RemoteEntry entry) {
    boolean folder = entry.kind() == Kind.FOLDER;
    return (include.isEmpty() || include.covers(entry.path(), folder))
        && (exclude.isEmpty() || !exclude.covers(entry.path(), folder));
  }

  private Optional<Path> place(Landing landing, RemoteEntry entry) {
    try {
      return Optional.of(landing.place(entry.path()));
    } catch (Landing.RefusedException e) {
      refused.put(entry.path(), e.why());
      return Optional.empty();
    }
  }

  private void folders(Landing landing, List<RemoteEntry> wanted) {
    for (RemoteEntry entry : wanted) {
      if (entry.kind() == Kind.FOLDER) {
        local(entry, () -> landing.makeFolder(landing.place(entry.path())));
      }
    }
  }

  /** After all files, so that none can be written through a link of the same listing. */
  private void links(Landing landing, List<RemoteEntry> wanted) {
    for (RemoteEntry entry : wanted) {
      if (entry.kind() == Kind.LINK) {
        local(entry, () -> landing.link(entry, landing.place(entry.path())));
      }
    }
  }

  private interface LocalStep {
    void run() throws IOException;
  }

  private void local(RemoteEntry entry, LocalStep step) {
    try {
      step.run();
    } catch (Landing.RefusedException e) {
      refused.put(entry.path(), e.why());
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + Names.shown(entry.path()), e);
    }
  }

  private boolean fetch(Landing landing, Pulled pulled, List<RemoteEntry> fetch, Patience patience)
      throws IOException {
    if (fetch.isEmpty()) {
      return true;
    }
    progress.expect(fetch.size(), fetch.stream().mapToLong(RemoteEntry::size).sum());
    Arrivals arrivals = new Arrivals(pulled);
    // What failed once goes alone: hard links and files that keep changing spoil no archive then.
    List<RemoteEntry> together =
        fetch.stream()
            .filter(e -> e.size() <= LARGE_BYTES && !tries.containsKey(e.path()))
            .toList();
    List<RemoteEntry> alone = new ArrayList<>(fetch);
    alone.removeAll(new java.util.HashSet<>(together));
    try (RemoteHashes hashes =
        RemoteHashes.start(link, scripts, together.stream().map(RemoteEntry::path).toList())) {
      try {
        if (!together.isEmpty()) {
          new TarPull(link, scripts, landing, progress, patience).fetch(together, hashes, arrivals);
        }
        for (RemoteEntry entry : alone) {
          new LargePull(link, scripts, landing, progress, patience).fetch(entry, arrivals);
        }
      } finally {
        brought += arrivals.files();
        broughtBytes += arrivals.bytes();
      }
    }
    refused.putAll(arrivals.refused());
    return settle(fetch, arrivals);
  }

  private boolean settle(List<RemoteEntry> fetch, Arrivals arrivals) {
    boolean all = true;
    for (RemoteEntry entry : fetch) {
      if (arrivals.has(entry.path())) {
        tries.remove(entry.path());
      } else if (!arrivals.refused().containsKey(entry.path())) {
        boolean again = tries.merge(entry.path(), 1, Integer::sum) < TRIES_OF_A_CHANGING_FILE;
        all &= !again;
        if (!again) {
          missing.put(entry.path(), "kept changing while it was fetched");
        }
      }
    }
    return all;
  }

  private PullReport report(int files, long bytes, Path folder) throws IOException {
    if (brought > 0) {
      Durable.settle(folder);
    }
    List<PullReport.Missing> list = new ArrayList<>();
    refused.forEach((path, why) -> list.add(PullReport.Missing.forGood(Names.shown(path), why)));
    missing.forEach((path, why) -> list.add(PullReport.Missing.yet(Names.shown(path), why)));
    return new PullReport(files, bytes, brought, broughtBytes, list);
  }
}
