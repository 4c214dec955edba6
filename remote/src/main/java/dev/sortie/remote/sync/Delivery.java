package dev.sortie.remote.sync;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends the files of one round and proves that they are there, portion after portion. What a cut
 * leaves unsure is looked at before anything is sent again. For one thread; proving goes on in the
 * background while the next portion is sent.
 */
final class Delivery {
  private static final long PORTION_BYTES = 64 << 20;

  private final Link link;
  private final Scripts scripts;
  private final Steady progress;
  private final Patience patience;
  private final Delivered delivered;
  private final Map<String, Manifest.Owned> owned;
  private final Portions<LocalEntry> portions =
      new Portions<>(LocalEntry::path, LocalEntry::size, PORTION_BYTES);
  private final Portions<Sent> proofs =
      new Portions<>(sent -> sent.entry().path(), _ -> 0, Long.MAX_VALUE);
  private final Map<String, LocalEntry> small = new LinkedHashMap<>();
  private final Map<String, LocalEntry> large = new LinkedHashMap<>();
  private final Map<String, Sent> unsure = new LinkedHashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final LargePush alone;
  private boolean again;

  Delivery(
      Link link,
      Scripts scripts,
      Steady progress,
      Patience patience,
      Delivered delivered,
      Map<String, Manifest.Owned> owned) {
    this.link = link;
    this.scripts = scripts;
    this.progress = progress;
    this.patience = patience;
    this.delivered = delivered;
    this.owned = owned;
    this.alone = new LargePush(link, scripts, progress, patience);
  }

  /** Takes over what an earlier, cut push left whole; returns what differs. */
  List<LocalEntry> adopt(List<LocalEntry> entries) {
    List<LocalEntry> differ = new ArrayList<>();
    RemoteHashes.Known known = new RemoteHashes.Known();
    Portions<LocalEntry> some = new Portions<>(LocalEntry::path, _ -> 0, Long.MAX_VALUE);
    List<LocalEntry> rest = entries;
    while (!rest.isEmpty()) {
      List<LocalEntry> portion = some.next(rest);
      Set<LocalEntry> same = patience.keepTrying(() -> same(portion, known));
      for (LocalEntry entry : portion) {
        if (same.contains(entry)) {
          owned.put(entry.path(), Manifest.Owned.of(entry));
        } else {
          differ.add(entry);
        }
      }
      rest = rest.subList(portion.size(), rest.size());
    }
    return differ;
  }

  private Set<LocalEntry> same(List<LocalEntry> entries, RemoteHashes.Known known)
      throws IOException {
    Set<LocalEntry> same = new HashSet<>();
    try (RemoteHashes hashes = RemoteHashes.start(link, scripts, PushPlan.paths(entries), known)) {
      for (LocalEntry entry : entries) {
        String here = LocalHash.of(entry.file());
        if (hashes.get(entry.path()).filter(here::equals).isPresent()) {
          same.add(entry);
        }
        patience.moved();
      }
    }
    return same;
  }

  /** True when nothing has to be sent once more. */
  boolean send(PushPlan plan) {
    plan.sendSmall().forEach(entry -> small.put(entry.path(), entry));
    plan.sendLarge().forEach(entry -> large.put(entry.path(), entry));
    begun.addAll(plan.begun());
    if (small.isEmpty() && large.isEmpty()) {
      return true;
    }
    patience.keepTrying(() -> {
      try {
        attempt();
        return true;
      } catch (IOException e) {
        portions.cut();
        proofs.cut();
        throw e;
      }
    });
    return !again;
  }

  private void attempt() throws IOException {
    lookAtUnsure();
    expect();
    together();
    for (LocalEntry entry : List.copyOf(large.values())) {
      if (LocalFiles.isGone(entry.file())) {
        large.remove(entry.path());
        small.remove(entry.path());
        continue;
      }
      Sent sent = alone.send(entry, begun.contains(entry.path()));
      unsure.put(entry.path(), sent);
      prove(List.of(sent), true);
    }
  }

  private void expect() {
    List<LocalEntry> files =
        java.util.stream.Stream.concat(small.values().stream(), large.values().stream())
            .filter(entry -> entry.kind() == Kind.FILE)
            .toList();
    progress.expect(files.size(), files.stream().mapToLong(LocalEntry::size).sum());
  }

  private void together() throws IOException {
    List<Future<?>> proving = new ArrayList<>();
    try (ExecutorService prover =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("push-prove").factory())) {
      List<LocalEntry> rest =
          small.values().stream().filter(e -> !begun.contains(e.path())).toList();
      small.values().stream()
          .filter(e -> begun.contains(e.path()))
          .forEach(e -> large.put(e.path(), e));
      while (!rest.isEmpty()) {
        List<LocalEntry> portion = portions.next(rest);
        List<Sent> sent = new ArrayList<>(portion.size());
        try {
          new TarPush(link, scripts, progress, patience).send(portion, sent);
        } finally {
          remember(sent);
        }
        // Those that are gone here since they were looked at.
        forget(portion, sent);
        proving.add(
            prover.submit(() -> {
              prove(sent, true);
              return true;
            }));
        portions.whole();
        rest = rest.subList(portion.size(), rest.size());
      }
    }
    for (Future<?> one : proving) {
      await(one);
    }
  }

  private synchronized void remember(List<Sent> sent) {
    sent.forEach(one -> unsure.put(one.entry().path(), one));
  }

  private synchronized void forget(List<LocalEntry> portion, List<Sent> sent) {
    Set<String> there = new HashSet<>();
    sent.forEach(one -> there.add(one.entry().path()));
    portion.stream().map(LocalEntry::path).filter(p -> !there.contains(p)).forEach(small::remove);
  }

  private static void await(Future<?> proving) throws IOException {
    try {
      proving.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RemoteException known -> throw known;
        case null, default -> throw new IllegalStateException("proving failed", e.getCause());
      }
    }
  }

  private void lookAtUnsure() throws IOException {
    List<Sent> rest = List.copyOf(unsure.values());
    while (!rest.isEmpty()) {
      List<Sent> portion = proofs.next(rest);
      prove(portion, false);
      patience.moved();
      rest = rest.subList(portion.size(), rest.size());
    }
  }

  /**
   * Only what is there with the right size, time and hash becomes ours.
   *
   * @param whole whether all of it went over the wire; else what is not right is merely sent again
   */
  private void prove(List<Sent> sent, boolean whole) throws IOException {
    List<String> files =
        sent.stream().filter(one -> !one.proved()).map(one -> one.entry().path()).toList();
    RemoteHashes.Known known = new RemoteHashes.Known();
    try (RemoteHashes hashes = RemoteHashes.start(link, scripts, files, known)) {
      Map<String, RemoteEntry> there = there(sent);
      for (Sent one : sent) {
        RemoteEntry remote = there.get(one.entry().path());
        boolean right =
            remote != null
                && Manifest.Owned.of(one.entry()).isStill(remote)
                && (one.proved()
                    || hashes.get(one.entry().path()).filter(one.hash()::equals).isPresent());
        decide(one, right, whole);
        if (!right && !whole && remote != null && PushPlan.isBeginning(one.entry(), remote)) {
          begun.add(one.entry().path());
        }
      }
    }
  }

  private synchronized void decide(Sent one, boolean right, boolean whole) {
    LocalEntry entry = one.entry();
    unsure.remove(entry.path());
    if (!right && !whole) {
      return;
    }
    small.remove(entry.path());
    large.remove(entry.path());
    if (right) {
      delivered.right(entry);
    }
    if (right && one.settled()) {
      owned.put(entry.path(), Manifest.Owned.of(entry));
      delivered.settled(entry);
    } else {
      again |= delivered.changed(entry);
    }
  }

  private Map<String, RemoteEntry> there(List<Sent> sent) throws IOException {
    List<String> paths = sent.stream().map(one -> one.entry().path()).toList();
    Reply reply = link.ask(scripts.of("list") + "list_named\n", Scripts.list(paths));
    return Listing.read(new ByteArrayInputStream(reply.out())).entries();
  }
}
