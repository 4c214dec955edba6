package dev.sortie.core.hosts;

import dev.sortie.core.choose.HostFact;
import dev.sortie.core.journal.Entry;
import dev.sortie.core.journal.Fact;
import dev.sortie.core.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How fast the pushes and pulls of one run were. */
final class Transfers {
  static final Set<Class<? extends Fact>> TYPES =
      Set.of(
          RunEvent.LeaseUp.class,
          RunEvent.PushStarted.class,
          RunEvent.Pushed.class,
          RunEvent.PullStarted.class,
          RunEvent.PullFailed.class,
          RunEvent.Pulled.class);

  /** Smaller ones measure the looking, not the link. */
  private static final long FEWEST_BYTES = 5_000_000;

  private Transfers() {}

  /**
   * @param known leases by their name
   */
  static List<HostFact> of(List<Entry> history, Map<String, Stays.Known> known) {
    List<HostFact> facts = new ArrayList<>();
    Stays.@Nullable Known stay = null;
    @Nullable Instant began = null;
    for (Entry entry : history) {
      long bytes = 0;
      switch (entry.fact()) {
        case RunEvent.LeaseUp(var lease) -> stay = known.get(lease.value());
        case RunEvent.PushStarted _, RunEvent.PullStarted _ -> began = entry.at();
        // It waited and began anew; how long each took is not told.
        case RunEvent.PullFailed _ -> began = null;
        case RunEvent.Pushed(var report) -> bytes = report.sentBytes();
        case RunEvent.Pulled(var report) -> bytes = report.broughtBytes();
        default -> {
          // Moves nothing.
        }
      }
      if (bytes >= FEWEST_BYTES && began != null && stay != null && entry.at().isAfter(began)) {
        Duration time = Duration.between(began, entry.at());
        facts.add(new HostFact.Transfer(stay.fact().machine(), entry.at(), bytes, time));
      }
      if (bytes > 0) {
        began = null;
      }
    }
    return facts;
  }
}
