package dev.sortie.remote.sync;

import dev.sortie.core.remote.PushReport;
import dev.sortie.core.remote.PushRequest;
import dev.sortie.core.remote.PushSize;
import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.remote.ssh.Bounds;
import dev.sortie.remote.ssh.Garbled;
import dev.sortie.remote.ssh.Link;
import dev.sortie.remote.ssh.Patience;
import dev.sortie.remote.ssh.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/** One push: compare, delete, send, verify, write the manifest. For one thread. */
public final class Push {
  private static final int LONGEST_NUMBER = 20;
  private static final int NAMED = 5;

  /** Files above go alone and are resumed where they were cut. */
  static final long LARGE_BYTES = 8L << 20;

  private final Link link;
  private final PushRequest request;
  private final Scripts scripts;
  private final Steady progress;
  private final SyncProgress listener;
  private final Delivered delivered = new Delivered();
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
    LocalTree.Scan scan =
        LocalTree.scan(request.localFolder(), request.exclude(), request.withSecrets(), _ -> {});
    return Measured.of(request.localFolder(), scan);
  }

  public PushReport run(Duration limit) {
    if (!Files.isDirectory(request.localFolder())) {
      throw new RemoteException(
          new RemoteProblem.LocalFailure(request.localFolder() + " is no folder"));
    }
    Patience patience = new Patience(limit, listener::lost);
    while (true) {
      Optional<PushReport> done = round(patience);
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private record Compared(Manifest manifest, Listing listing) {}

  /** A report when local and remote are equal; empty when something has to be sent again. */
  private Optional<PushReport> round(Patience patience) {
    FutureTask<LocalTree.Scan> scanning =
        new FutureTask<>(() ->
            LocalTree.scan(
                request.localFolder(),
                request.exclude(),
                request.withSecrets(),
                progress::comparing));
    Thread scans = Thread.ofVirtual().name("push-scan").start(scanning);
    LocalTree.Scan scan;
    Compared before;
    try {
      LongList list = new LongList(link, scripts, "list compare", "compare", patience);
      before = patience.keepTrying(() -> compare(list));
      scan = patience.keepTrying(() -> await(scanning));
    } finally {
      scans.interrupt();
    }
    if (!scan.unreadable().isEmpty()) {
      throw unreadable(scan.unreadable());
    }
    PushPlan plan =
        PushPlan.of(
            request.localFolder(), scan.entries(), before.manifest(), before.listing().entries());
    Map<String, Manifest.Owned> owned = new HashMap<>(plan.keep());
    Delivery delivery = new Delivery(link, scripts, progress, patience, delivered, owned);
    patience.keepTrying(() -> {
      delete(plan);
      return true;
    });
    deleted += plan.deleted();
    plan.send().addAll(delivery.adopt(plan.adopt()));
    boolean settled = delivery.send(plan);
    if (!owned.equals(before.manifest().owned())) {
      byte[] manifest = new Manifest(owned).bytes();
      patience.keepTrying(() -> commit(manifest, patience));
    }
    if (!settled) {
      return Optional.empty();
    }
    sweep(plan, before.listing(), patience);
    return Optional.of(report(scan));
  }

  /** The plan would have said so: since then they have changed. */
  private static RemoteException unreadable(List<PushSize.Unreadable> files) {
    String names =
        files.stream()
            .limit(NAMED)
            .map(PushSize.Unreadable::toString)
            .collect(Collectors.joining(", "));
    String more = files.size() > NAMED ? " and " + (files.size() - NAMED) + " more" : "";
    return new RemoteException(new RemoteProblem.LocalFailure("cannot read " + names + more));
  }

  private static LocalTree.Scan await(FutureTask<LocalTree.Scan> scanning) throws IOException {
    try {
      return scanning.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("looking failed", e.getCause());
    }
  }

  private static Compared compare(LongList list) throws IOException {
    LongList.Look look = list.read("");
    if (look.endless()) {
      throw Bounds.passed("what the machine holds");
    }
    InputStream out = look.in();
    StringBuilder size = new StringBuilder();
    for (int b = out.read(); b != '\n'; b = out.read()) {
      if (b < 0 || size.length() > LONGEST_NUMBER) {
        throw new Garbled("the machine does not tell what it holds");
      }
      size.append((char) b);
    }
    byte[] manifest = out.readNBytes(number(size.toString().strip()));
    return new Compared(Manifest.of(manifest), Listing.read(out));
  }

  private static int number(String text) throws Garbled {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new Garbled("the machine does not tell what it holds", e);
    }
  }

  private void delete(PushPlan plan) throws IOException {
    if (!plan.deleteFiles().isEmpty()) {
      delete(plan.deleteFiles(), "rm -f");
    }
    if (!plan.deleteFolders().isEmpty()) {
      delete(plan.deleteFolders(), "rmdir");
    }
  }

  private void delete(List<String> paths, String tool) throws IOException {
    String script = scripts.of("delete", "TOOL", tool);
    scripts.check(link, link.ask(script, Scripts.list(paths)), "cannot delete in");
  }

  private boolean commit(byte[] manifest, Patience patience) throws IOException {
    String hash = HexFormat.of().formatHex(Parts.sha256().digest(manifest));
    String part = "./new." + hash;
    new Upload(link, scripts, "home", false)
        .send(
            part,
            "",
            (in, skip) -> {
              in.write(manifest, (int) skip, manifest.length - (int) skip);
              patience.moved();
            });
    String script = scripts.of("hashone commit", "PART", part, "HASH", hash);
    scripts.check(link, link.ask(script, Link.Input.NONE), "cannot write the manifest of");
    return true;
  }

  /** What a task makes later is never taken for ours: not one part file stays. */
  private void sweep(PushPlan plan, Listing before, Patience patience) {
    boolean mayBe =
        !plan.sendLarge().isEmpty()
            || !plan.begun().isEmpty()
            || before.entries().keySet().stream().anyMatch(path -> path.contains(Parts.PART));
    if (mayBe) {
      patience.keepTrying(() -> {
        Reply reply = link.ask(scripts.of("sweep"), Link.Input.NONE);
        scripts.check(link, reply, "cannot tidy");
        return true;
      });
    }
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
        delivered.files(),
        delivered.bytes(),
        deleted,
        scan.keptHome(),
        delivered.unsettled().stream().map(Names::shown).toList());
  }
}
