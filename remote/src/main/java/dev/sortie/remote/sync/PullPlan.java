package dev.sortie.remote.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a pull has to do with the files of a listing that are not known to be here.
 *
 * @param claims files that lie here, under their name or as unfinished ones, and may be whole:
 *     their hashes decide
 * @param together small ones, for one archive
 * @param alone large ones and those whose beginning is here
 */
record PullPlan(List<Claim> claims, List<RemoteEntry> together, List<RemoteEntry> alone) {
  /** Files above go alone and are resumed where they were cut. */
  static final long LARGE_BYTES = 8L << 20;

  /** Smaller ones that grew are fetched anew: that is quicker than to ask for their rest. */
  private static final long WORTH_A_TAIL_BYTES = 16 * 1024;

  /**
   * @param at its own name or that of the unfinished one
   * @param hash when it is known without reading it
   */
  record Claim(RemoteEntry entry, Path at, boolean named, Optional<String> hash) {}

  /**
   * @param tried what failed once goes alone: hard links and files that keep changing spoil no
   *     archive then
   */
  static PullPlan of(
      List<RemoteEntry> files,
      Landing landing,
      Here here,
      Pulled pulled,
      Arrivals arrivals,
      Set<String> wrongClaims,
      Map<String, Integer> tried) {
    PullPlan plan = new PullPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (RemoteEntry entry : files) {
      try {
        plan.place(entry, landing, here, pulled, wrongClaims, tried.containsKey(entry.path()));
      } catch (Landing.RefusedException e) {
        arrivals.refuse(entry, e.why());
      } catch (IOException e) {
        throw LocalFiles.failure("cannot write " + Names.shown(entry.path()), e);
      }
    }
    return plan;
  }

  private void place(
      RemoteEntry entry,
      Landing landing,
      Here here,
      Pulled pulled,
      Set<String> wrongClaims,
      boolean tried)
      throws IOException {
    landing.prepare(entry.path());
    Path place = landing.place(entry.path());
    Path unfinished = landing.unfinished(entry.path());
    boolean isNamed = here.has(entry.path());
    long begun =
        here.hasBegun(landing.unfinishedName(entry.path())) ? LocalFiles.sizeOf(unfinished) : 0;
    Optional<Pulled.Version> version =
        isNamed ? pulled.untouched(entry.path(), place) : Optional.empty();
    if (!wrongClaims.contains(entry.path())) {
      if (isNamed && looksLike(entry, place)) {
        claims.add(new Claim(entry, place, true, version.map(Pulled.Version::hash)));
        return;
      }
      if (begun == entry.size() && begun > 0) {
        claims.add(new Claim(entry, unfinished, false, Optional.empty()));
        return;
      }
    }
    boolean grew = version.filter(v -> isWorthATail(v, entry)).isPresent();
    if (entry.size() > LARGE_BYTES || begun > 0 || grew || tried) {
      alone.add(entry);
    } else {
      together.add(entry);
    }
  }

  static boolean isWorthATail(Pulled.Version here, RemoteEntry entry) {
    return here.size() < entry.size() && here.size() >= WORTH_A_TAIL_BYTES;
  }

  private static boolean looksLike(RemoteEntry entry, Path place) {
    try {
      LocalEntry local = LocalFiles.look("", place);
      return local.kind() == Kind.FILE
          && local.size() == entry.size()
          && local.mtimeNanos() == entry.mtimeNanos();
    } catch (IOException e) {
      return false;
    }
  }
}
