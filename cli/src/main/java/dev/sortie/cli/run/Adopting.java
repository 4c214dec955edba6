package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.reap.Adoption;
import dev.sortie.core.reap.Finding;
import dev.sortie.engine.reap.Reaper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads which instances a person wants to adopt, and refuses what may not be (law 3). */
final class Adopting {
  private static final String LOOK = "sortie reap --dry-run";

  private final Reaper reaper;
  private final Inventory.Complete listing;

  Adopting(Reaper reaper, Inventory.Complete listing) {
    this.reaper = reaper;
    this.listing = listing;
  }

  /**
   * @throws dev.sortie.core.error.TroubleException when one of them may not be adopted
   */
  List<Finding.Foreign> of(List<String> numbers) {
    return new LinkedHashSet<>(numbers).stream().flatMap(n -> one(n).stream()).toList();
  }

  /** Empty when it is ended as it is: it is ours and wanted by nobody. */
  private Optional<Finding.Foreign> one(String number) {
    if (!number.matches("[0-9]{1,18}")) {
      throw refused(Cause.BAD_ARGUMENT, "'" + number + "' is not the number of an instance", LOOK);
    }
    InstanceId instance = new InstanceId(Long.parseLong(number));
    return switch (reaper.consider(listing, instance)) {
      case Adoption.Possible(var finding) -> Optional.of(finding);
      case Adoption.Unwanted _ -> Optional.empty();
      case Adoption.Ours(var lease) ->
          throw refused(
              Cause.BAD_ARGUMENT,
              "instance " + number + " is ours already, under the lease " + lease,
              "sortie down " + lease);
      case Adoption.NumberTaken(var lease) ->
          throw refused(
              Cause.BAD_ARGUMENT,
              "the journal knows an instance "
                  + number
                  + " of another market or account, as "
                  + lease,
              "end it on the market's page");
      case Adoption.Unlabelled(var other) ->
          throw refused(
              Cause.BAD_ARGUMENT,
              "instance " + number + " was not rented by Sortie: " + label(other.label()),
              "end it where it was rented, or on the market's page");
      case Adoption.Absent() ->
          throw refused(
              Cause.NOT_FOUND, "this account has no instance " + number + " on this market", LOOK);
    };
  }

  private static String label(String label) {
    return label.isEmpty() ? "it has no label" : "its label is '" + Narrator.plain(label) + "'";
  }

  private static RuntimeException refused(Cause cause, String happened, String next) {
    return new Trouble(cause, happened, "nothing was touched", next).asException();
  }
}
