package dev.sortie.remote.sync;

import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a listing is asked for: files, folders and links. */
record Wanted(List<RemoteEntry> entries) {
  static Wanted of(Listing listing, PullRequest request) {
    IgnoreRules include = IgnoreRules.of(request.include());
    IgnoreRules exclude = IgnoreRules.of(request.exclude());
    return new Wanted(
        listing.entries().values().stream()
            .filter(e -> e.kind() != Kind.OTHER && isWanted(e, include, exclude))
            .toList());
  }

  private static boolean isWanted(RemoteEntry entry, IgnoreRules include, IgnoreRules exclude) {
    boolean folder = entry.kind() == Kind.FOLDER;
    return (include.isEmpty() || include.covers(entry.path(), folder))
        && (exclude.isEmpty() || !exclude.covers(entry.path(), folder));
  }

  /** Without those that could only be here in the place of another. */
  Wanted apart(boolean toldApart, Map<String, String> refused) {
    if (toldApart) {
      return this;
    }
    Map<String, String> twins = Twins.among(entries);
    refused.putAll(twins);
    return new Wanted(entries.stream().filter(e -> !twins.containsKey(e.path())).toList());
  }

  List<RemoteEntry> files() {
    return entries.stream().filter(e -> e.kind() == Kind.FILE).toList();
  }

  /**
   * @param unpaid what no later pull of this machine may bring either
   */
  PullReport report(
      Arrivals arrivals,
      Map<String, String> refused,
      Map<String, String> missing,
      Map<String, Fetching.Deferred> unpaid) {
    List<PullReport.Missing> list = new ArrayList<>();
    refused.forEach((path, why) -> list.add(PullReport.Missing.forGood(Names.shown(path), why)));
    missing.forEach((path, why) -> list.add(PullReport.Missing.yet(Names.shown(path), why)));
    unpaid.forEach((path, one) ->
        list.add(PullReport.Missing.unpaid(Names.shown(path), one.why(), one.bytes())));
    int files = (int) entries.stream().filter(e -> e.kind() != Kind.FOLDER).count();
    long bytes = entries.stream().mapToLong(RemoteEntry::size).sum();
    return new PullReport(files, bytes, arrivals.files(), arrivals.bytes(), list);
  }
}
