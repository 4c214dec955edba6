package dev.sortie.cli.run;

import dev.sortie.cli.terminal.Humans;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.engine.history.History;
import java.util.List;

/**
 * Whether a machine stays, goes or is gone, as its lease in the journal says at this moment: every
 * sentence about a machine is from here. Another process may have ended it since anybody looked.
 */
enum Standing {
  /** It is there and nobody ends it: it costs money. */
  STAYS,
  /** It is being ended and not proven gone. */
  GOES,
  /** Whether anything was rented is not clear yet. */
  UNCLEAR,
  /** Proven gone, or never there. */
  GONE;

  static Standing of(History history, LeaseId id) {
    return history.lease(id).map(Standing::of).orElse(GONE);
  }

  static Standing of(Lease lease) {
    return switch (lease.phase()) {
      case LeasePhase.Booting _, LeasePhase.Up _ -> lease.endWanted().isPresent() ? GOES : STAYS;
      case LeasePhase.Ending _ -> GOES;
      case LeasePhase.Renting _, LeasePhase.LookingUp _ -> UNCLEAR;
      case LeasePhase.Unopened _, LeasePhase.Gone _, LeasePhase.NotRented _ -> GONE;
    };
  }

  /** What is to be said of one machine. */
  static String words(History history, LeaseId id) {
    return switch (of(history, id)) {
      case STAYS -> "the machine " + id + " stays and costs " + price(history, id);
      case GOES -> "the machine " + id + " is being ended, is not proven gone and may cost money";
      case UNCLEAR ->
          "whether a machine was rented as " + id + " is not clear yet; it may cost money";
      case GONE -> "the machine " + id + " is gone and costs nothing any more";
    };
  }

  /** What is to be said of all machines of a run that is over. */
  static String ofAll(History history, List<LeaseId> leases) {
    List<String> left =
        leases.stream()
            .filter(id -> of(history, id) != GONE)
            .map(id -> words(history, id))
            .toList();
    return left.isEmpty() ? "nothing of this run is left on the market" : String.join("; ", left);
  }

  private static String price(History history, LeaseId id) {
    return history
        .lease(id)
        .flatMap(Lease::meter)
        .map(meter -> Humans.perHour(meter.rates().perHour()))
        .orElse("money");
  }
}
