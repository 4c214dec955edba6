package dev.sortie.cli.run;

import dev.sortie.cli.config.GuardSettings;
import dev.sortie.core.run.RunOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say what machine, what code, what limits; shared by run and shell. */
final class JobArguments {
  /** How often other offers are searched when those of the plan are used up. */
  private static final int SEARCHES = 3;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "Name of the job; default: the folder's name and the time.")
  private @Nullable String job;

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      description = "What to do and on what; default: ./sortie.yaml, else batch.")
  private @Nullable String recipe;

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Search conditions instead of the recipe's, as in `sortie offers`.")
  private @Nullable String query;

  @Option(names = "--image", paramLabel = "IMAGE", description = "Container image to use instead.")
  private @Nullable String image;

  @Option(names = "--disk", paramLabel = "GB", description = "Disk to rent instead, in gigabytes.")
  private @Nullable Double disk;

  @Option(names = "--offer", paramLabel = "ID", description = "Take this offer and no other.")
  private @Nullable Long offer;

  @Option(
      names = "--ssh-key",
      paramLabel = "PATH",
      description =
          "Private key to log in with; on a terminal its passphrase is asked for. Default: the"
              + " first of ~/.ssh/id_ed25519, id_rsa, id_ecdsa, id_dsa where it can be used without,"
              + " else one of Sortie's own.")
  private @Nullable Path sshKey;

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description = "Never spend more than this; default: the recipe's, else 1.00.")
  private @Nullable String maxCost;

  @Option(
      names = "--max-hours",
      paramLabel = "HOURS",
      description = "Never keep the machine longer than this; default: the recipe's, else 12.")
  private @Nullable Double maxHours;

  @Option(
      names = "--campaign",
      paramLabel = "NAME",
      description =
          "Count this run with all others of that name, for `budget.per_campaign`;"
              + " default: `campaign` of the config file.")
  private @Nullable String campaign;

  @Option(names = "--no-sync", description = "Send no code.")
  private boolean noSync;

  @Option(names = "--send-secrets", description = "Send files that look like secrets too.")
  private boolean sendSecrets;

  @Option(names = "--dry-run", description = "Print every call and command; touch nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Rent without asking.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(
      names = "--explain",
      description = "Show how offers were ranked, and each call to the market.")
  private boolean explain;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go; default: work_remote/<job>/.")
  private @Nullable Path out;

  @Option(
      names = "--detach-end",
      description =
          "Return once the machine is destroyed and absent; that it stays so is proven by the next"
              + " sortie that rents, or by sortie resume.")
  private boolean detachEnd;

  @Mixin private GuardArguments guard = new GuardArguments();

  /**
   * What of the road is taken.
   *
   * @param keep whether the machine stays at the end
   * @param settings what holds where no flag says otherwise
   */
  RunOptions options(boolean pull, boolean keep, GuardSettings settings) {
    return new RunOptions(
        !noSync,
        pull,
        keep,
        sendSecrets,
        guard.hedge(),
        guard.guard(keep),
        searches(),
        settings.marketDeadline(guard.marketDeadline()));
  }

  /** Who names the offer wants no other. */
  private Optional<Integer> searches() {
    return offer == null ? Optional.of(SEARCHES) : Optional.empty();
  }

  Optional<String> job() {
    return Optional.ofNullable(job);
  }

  Optional<String> recipe() {
    return Optional.ofNullable(recipe);
  }

  Optional<String> query() {
    return Optional.ofNullable(query);
  }

  Optional<String> image() {
    return Optional.ofNullable(image);
  }

  Optional<Double> disk() {
    return Optional.ofNullable(disk);
  }

  Optional<Long> offer() {
    return Optional.ofNullable(offer);
  }

  Optional<Path> sshKey() {
    return Optional.ofNullable(sshKey);
  }

  Optional<String> maxCost() {
    return Optional.ofNullable(maxCost);
  }

  Optional<Double> maxHours() {
    return Optional.ofNullable(maxHours);
  }

  Optional<String> campaign() {
    return Optional.ofNullable(campaign);
  }

  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  boolean push() {
    return !noSync;
  }

  boolean sendSecrets() {
    return sendSecrets;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean yes() {
    return yes;
  }

  boolean json() {
    return json;
  }

  /** Whether the proof that a machine is gone is left to the next process. */
  boolean detachEnd() {
    return detachEnd;
  }

  boolean explain() {
    return explain;
  }
}
