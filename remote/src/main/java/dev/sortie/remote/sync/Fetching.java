package dev.sortie.remote.sync;

import dev.sortie.core.money.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings files of one listing home; begun again after a cut it goes on. For one thread. */
final class Fetching {
  private final Wire wire;
  private final Landing landing;
  private final Pulled pulled;
  private final Arrivals arrivals;
  private final TailPull tails;
  private final Portions<RemoteEntry> portions =
      new Portions<>(RemoteEntry::path, RemoteEntry::size, Long.MAX_VALUE);
  private final RemoteHashes.Known known = new RemoteHashes.Known();
  private final Set<String> wrongClaims = new HashSet<>();
  private final Map<String, Deferred> deferred = new HashMap<>();

  Fetching(Wire wire, Landing landing, Pulled pulled, Arrivals arrivals) {
    this.wire = wire;
    this.landing = landing;
    this.pulled = pulled;
    this.arrivals = arrivals;
    this.tails = new TailPull(wire, landing, pulled);
  }

  /**
   * What was not asked for because of a limit.
   *
   * @param bytes what bringing it would take
   */
  record Deferred(String why, long bytes) {}

  /** What the last fetch or follow left out. */
  Map<String, Deferred> deferred() {
    return deferred;
  }

  /**
   * What changed meanwhile has not arrived then.
   *
   * @param tried how often a file was fetched and had changed
   */
  void fetch(List<RemoteEntry> files, Map<String, Integer> tried) {
    known.forget(tried.keySet());
    wire.patience()
        .keepTrying(() -> {
          try {
            attempt(files, tried);
            return true;
          } catch (IOException e) {
            portions.cut();
            throw e;
          }
        });
  }

  private PullPlan plan(List<RemoteEntry> files, Map<String, Integer> tried) {
    List<RemoteEntry> rest = files.stream().filter(e -> !arrivals.isSettled(e.path())).toList();
    wire.progress().expect(rest.size(), rest.stream().mapToLong(RemoteEntry::size).sum());
    Here here = new Here(landing);
    return PullPlan.of(rest, landing, here, pulled, arrivals, wrongClaims, tried);
  }

  private void attempt(List<RemoteEntry> files, Map<String, Integer> tried) throws IOException {
    PullPlan plan = plan(files, tried);
    if (!plan.claims().isEmpty()) {
      claim(plan.claims());
      plan = plan(files, tried);
    }
    plan = within(plan);
    List<RemoteEntry> rest = plan.together();
    while (!rest.isEmpty()) {
      List<RemoteEntry> portion = portions.next(rest);
      together(portion);
      portions.whole();
      rest = rest.subList(portion.size(), rest.size());
    }
    for (RemoteEntry entry : plan.alone()) {
      if (arrivals.isMadeUp()) {
        return;
      }
      tails.fetch(entry, arrivals);
    }
  }

  /** The smallest first, as long as the limit lasts. */
  private PullPlan within(PullPlan plan) {
    deferred.clear();
    Allowance allowance = wire.allowance();
    if (!allowance.isLimited()) {
      return plan;
    }
    List<RemoteEntry> all = new ArrayList<>(plan.together());
    all.addAll(plan.alone());
    all.sort(Comparator.comparingLong(this::price));
    Set<RemoteEntry> chosen = new HashSet<>();
    long left = allowance.left();
    for (RemoteEntry entry : all) {
      long price = price(entry);
      if (price <= left) {
        chosen.add(entry);
        left -= price;
      } else {
        deferred.put(entry.path(), deferred(price, left));
      }
    }
    return new PullPlan(
        plan.claims(),
        plan.together().stream().filter(chosen::contains).toList(),
        plan.alone().stream().filter(chosen::contains).toList());
  }

  private static Deferred deferred(long price, long left) {
    return new Deferred(
        "not fetched: it takes "
            + Sizes.words(price)
            + ", and what may be spent pays for "
            + Sizes.words(left),
        price);
  }

  private long price(RemoteEntry entry) {
    return entry.size() - begun(entry) + Allowance.BYTES_PER_FILE;
  }

  /** How much of it lies here and need not come again. */
  private long begun(RemoteEntry entry) {
    try {
      long unfinished = LocalFiles.sizeOf(landing.unfinished(entry.path()));
      if (unfinished > 0) {
        return unfinished <= entry.size() ? unfinished : 0;
      }
      return pulled
          .untouched(entry.path(), landing.place(entry.path()))
          .filter(version -> PullPlan.isWorthATail(version, entry))
          .map(Pulled.Version::size)
          .orElse(0L);
    } catch (Landing.RefusedException _) {
      // Refused before it costs anything.
      return 0;
    }
  }

  /** Brings what was added to files that are still being written. */
  void follow(List<RemoteEntry> files) {
    Set<String> done = new HashSet<>();
    wire.patience()
        .keepTrying(() -> {
          for (RemoteEntry entry : files) {
            long left = wire.allowance().left();
            if (wire.allowance().isLimited() && price(entry) > left) {
              deferred.put(entry.path(), deferred(price(entry), left));
            } else if (!done.contains(entry.path())) {
              tails.follow(entry, arrivals);
              done.add(entry.path());
            }
          }
          return true;
        });
  }

  /** Brings a file as it is at one moment, and tells how much of it; empty when it is gone. */
  Optional<Long> take(RemoteEntry entry) {
    return wire.patience().keepTrying(() -> tails.take(entry, arrivals));
  }

  private void together(List<RemoteEntry> portion) throws IOException {
    try (RemoteHashes hashes = hashes(portion.stream().map(RemoteEntry::path).toList())) {
      new TarPull(wire, landing, hashes, arrivals).fetch(portion);
    }
  }

  private RemoteHashes hashes(List<String> paths) throws IOException {
    return RemoteHashes.start(wire.link(), wire.scripts(), paths, known);
  }

  private void claim(List<PullPlan.Claim> claims) throws IOException {
    Portions<PullPlan.Claim> some =
        new Portions<>(one -> one.entry().path(), _ -> 0, Long.MAX_VALUE);
    List<PullPlan.Claim> rest = claims;
    while (!rest.isEmpty()) {
      List<PullPlan.Claim> portion = some.next(rest);
      try (RemoteHashes hashes = hashes(portion.stream().map(one -> one.entry().path()).toList())) {
        for (PullPlan.Claim claim : portion) {
          wire.allowance().check();
          decide(claim, hashes);
          wire.patience().moved();
        }
      }
      rest = rest.subList(portion.size(), rest.size());
    }
  }

  private void decide(PullPlan.Claim claim, RemoteHashes hashes) throws IOException {
    RemoteEntry entry = claim.entry();
    String here = claim.hash().orElseGet(() -> LocalHash.of(claim.at()));
    boolean right = hashes.get(entry.path()).filter(here::equals).isPresent();
    try {
      if (!right) {
        wrongClaims.add(entry.path());
        pulled.remove(entry.path());
        if (!claim.named()) {
          Files.deleteIfExists(claim.at());
        }
      } else if (claim.named()) {
        arrivals.confirm(entry, entry.mtimeNanos(), here);
      } else {
        Path place = landing.place(entry.path());
        arrivals.add(entry, landing.rename(entry, claim.at(), place), here);
      }
      wire.progress().moved(right ? 1 : 0, right ? entry.size() : 0, entry.path());
    } catch (Landing.RefusedException e) {
      arrivals.refuse(entry, e.why());
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + Names.shown(entry.path()), e);
    }
  }
}
