package dev.sortie.remote.sync;

import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.ssh.Cut;
import dev.sortie.remote.ssh.Exec;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One push: compare, delete, send, verify, write the manifest. For one thread. */
public final class Push {
  /** Files above go alone and are resumed where they were cut. */
  static final long LARGE_BYTES = 8L << 20;

  private static final int READS_OF_A_CHANGING_FILE = 3;

  private final Link link;
  private final PushRequest request;
  private final Scripts scripts;
  private final Steady progress;
  private final SyncProgress listener;
  private final Map<String, Integer> changed = new HashMap<>();
  private final Set<String> arrived = new HashSet<>();
  private long arrivedBytes;
  private int deleted;

  public Push(Link link, PushRequest request, SyncProgress progress) {
    this.link = link;
    this.request = request;
    this.scripts = new Scripts(request.remoteFolder());
    this.listener = progress;
    this.progress = new Steady(progress);
  }

  /** How much a first push would send. */
  public static PushSize measure(PushRequest request) {
    if (!Files.isDirectory(request.localFolder())) {
      throw new RemoteException(
          new RemoteProblem.LocalFailure(request.localFolder() + " is no folder"));
    }
    List<LocalEntry> files =
        LocalTree.scan(request.localFolder(), request.exclude(), request.withSecrets(), _ -> {})
            .entries()
            .stream()
            .filter(entry -> entry.kind() == Kind.FILE)
            .toList();
    return new PushSize(files.size(), files.stream().mapToLong(LocalEntry::size).sum());
  }

  public PushReport run(Duration limit) {
    if (!Files.isDirectory(request.localFolder())) {
      throw new RemoteException(
          new RemoteProblem.LocalFailure(request.localFolder() + " is no folder"));
    }
    Patience patience = new Patience(limit, listener::lost);
    while (true) {
      Optional<PushReport> done = patience.keepTrying(() -> round(patience));
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private record Compared(Manifest manifest, Listing listing) {}

  /** A report when local and remote are equal; empty when something has to be sent again. */
  private Optional<PushReport> round(Patience patience) throws IOException {
    FutureTask<Compared> comparing = new FutureTask<>(this::compare);
    Thread compares = Thread.ofVirtual().name("push-compare").start(comparing);
    LocalTree.Scan scan;
    Compared before;
    try {
      scan =
          LocalTree.scan(
              request.localFolder(), request.exclude(), request.withSecrets(), progress::comparing);
      before = await(comparing);
    } finally {
      compares.interrupt();
    }
    patience.moved();
    PushPlan plan =
        PushPlan.of(
            request.localFolder(), scan.entries(), before.manifest(), before.listing().entries());
    Map<String, Manifest.Owned> owned = new HashMap<>(plan.keep());
    adopt(plan, owned);
    boolean settled = true;
    if (!plan.nothingToDo()) {
      delete(plan);
      settled = send(plan, owned, patience);
    }
    if (!owned.equals(before.manifest().owned())) {
      commit(new Manifest(owned));
    }
    return settled ? Optional.of(report(scan)) : Optional.empty();
  }

  private static Compared await(FutureTask<Compared> comparing) throws IOException {
    try {
      return comparing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("comparing failed", e.getCause());
    }
  }

  private Compared compare() throws IOException {
    try (Exec exec = link.exec(scripts.of("list compare"))) {
      exec.in().close();
      Thread.ofVirtual().start(() -> Link.head(exec.err()));
      InputStream out = new java.io.BufferedInputStream(exec.out(), 64 * 1024);
      StringBuilder size = new StringBuilder();
      for (int b = out.read(); b != '\n'; b = out.read()) {
        if (b < 0) {
          exec.exit();
          throw new Cut("the machine does not tell what it holds");
        }
        size.append((char) b);
      }
      byte[] manifest = out.readNBytes(Integer.parseInt(size.toString().strip()));
      return new Compared(Manifest.of(manifest), Listing.read(out));
    }
  }

  /** Takes over what an earlier, cut push left whole; sends again what differs. */
  private void adopt(PushPlan plan, Map<String, Manifest.Owned> owned) throws IOException {
    if (plan.adopt().isEmpty()) {
      return;
    }
    List<String> paths = PushPlan.paths(plan.adopt());
    try (RemoteHashes hashes = RemoteHashes.start(link, scripts, paths)) {
      for (LocalEntry entry : plan.adopt()) {
        String here = LocalHash.of(entry.file());
        if (hashes.get(entry.path()).filter(here::equals).isPresent()) {
          owned.put(entry.path(), Manifest.Owned.of(entry));
        } else {
          plan.send().add(entry);
        }
      }
    }
  }

  private void delete(PushPlan plan) throws IOException {
    if (!plan.deleteFiles().isEmpty()) {
      delete(plan.deleteFiles(), "rm -f");
    }
    if (!plan.deleteFolders().isEmpty()) {
      delete(plan.deleteFolders(), "rmdir");
    }
    deleted += plan.deleted();
  }

  private void delete(List<String> paths, String tool) throws IOException {
    String script = scripts.of("delete", "TOOL", tool);
    scripts.check(link, link.ask(script, Scripts.list(paths)), "cannot delete in");
  }

  /** Sends and verifies; true when nothing is left to send. */
  private boolean send(PushPlan plan, Map<String, Manifest.Owned> owned, Patience patience)
      throws IOException {
    List<LocalEntry> files = plan.send().stream().filter(e -> e.kind() == Kind.FILE).toList();
    progress.expect(files.size(), files.stream().mapToLong(LocalEntry::size).sum());
    List<Sent> sent = new ArrayList<>();
    if (!plan.sendSmall().isEmpty()) {
      sent.addAll(new TarPush(link, scripts, progress, patience).send(plan.sendSmall()));
    }
    for (LocalEntry large : plan.sendLarge()) {
      sent.add(new LargePush(link, scripts, progress, patience).send(large));
    }
    return verify(sent, owned);
  }

  /** Only what is there with the right size, time and hash becomes ours. */
  private boolean verify(List<Sent> sent, Map<String, Manifest.Owned> owned) throws IOException {
    List<String> files =
        sent.stream().filter(Push::isUnverified).map(s -> s.entry().path()).toList();
    boolean all = true;
    try (RemoteHashes hashes = RemoteHashes.start(link, scripts, files)) {
      Map<String, RemoteEntry> there = there(sent);
      for (Sent one : sent) {
        LocalEntry entry = one.entry();
        RemoteEntry remote = there.get(entry.path());
        boolean right =
            remote != null
                && Manifest.Owned.of(entry).isStill(remote)
                && (!isUnverified(one)
                    || hashes.get(entry.path()).filter(one.hash()::equals).isPresent());
        if (right && one.settled()) {
          owned.put(entry.path(), Manifest.Owned.of(entry));
        }
        if (right && entry.kind() != Kind.FOLDER && arrived.add(entry.path())) {
          arrivedBytes += entry.size();
        }
        if (!right || !one.settled()) {
          all &= changed.merge(entry.path(), 1, Integer::sum) >= READS_OF_A_CHANGING_FILE;
        } else {
          changed.remove(entry.path());
        }
      }
    }
    return all;
  }

  /** A large file got its name only after its hash was compared there. */
  private static boolean isUnverified(Sent one) {
    return !one.hash().isEmpty() && !PushPlan.isLarge(one.entry());
  }

  private Map<String, RemoteEntry> there(List<Sent> sent) throws IOException {
    List<String> paths = sent.stream().map(s -> s.entry().path()).toList();
    Reply reply = link.ask(scripts.of("list") + "list_named\n", Scripts.list(paths));
    return Listing.read(new ByteArrayInputStream(reply.out())).entries();
  }

  private void commit(Manifest manifest) throws IOException {
    byte[] bytes = manifest.bytes();
    String script = scripts.of("commit", "SIZE", Integer.toString(bytes.length));
    Reply reply = link.ask(script, in -> in.write(bytes));
    scripts.check(link, reply, "cannot write the manifest of");
  }

  private PushReport report(LocalTree.Scan scan) {
    int files = 0;
    long bytes = 0;
    for (LocalEntry entry : scan.entries()) {
      files += entry.kind() == Kind.FOLDER ? 0 : 1;
      bytes += entry.size();
    }
    return new PushReport(
        files,
        bytes,
        arrived.size(),
        arrivedBytes,
        deleted,
        scan.keptHome(),
        changed.keySet().stream().map(Names::shown).sorted().toList());
  }
}
