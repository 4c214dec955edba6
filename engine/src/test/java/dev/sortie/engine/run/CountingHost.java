package dev.sortie.engine.run;

import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.PullReport;
import dev.sortie.core.remote.PullRequest;
import dev.sortie.core.remote.SyncProgress;
import dev.sortie.engine.NoHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends so many bytes for each folder, as long as it may, and counts them. */
final class CountingHost extends NoHost {
  final List<PullRequest> asked = new ArrayList<>();
  private final long each;
  private long sent;

  CountingHost(long each) {
    this.each = each;
  }

  @Override
  public Traffic traffic() {
    return new Traffic(0, sent);
  }

  @Override
  public PullReport pull(PullRequest request, SyncProgress progress, Duration patience) {
    asked.add(request);
    sent += Math.min(each, request.atMostBytes().orElse(each));
    return new PullReport(0, 0, 0, 0, List.of());
  }
}
