package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.engine.history.History;
import dev.sortie.engine.lease.LeaseHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends machines: brings home what they hold, destroys them, proves them gone. */
@Command(name = "down", description = "Bring home what a machine holds, destroy it, prove it gone.")
public final class DownCommand implements Action {
  static final Duration PATIENCE = Duration.ofMinutes(10);

  @Parameters(
      paramLabel = "LEASE",
      arity = "0..*",
      description =
          "Leases or runs as `sortie ps` shows them, or numbers of instances; default:"
              + " VAST_INSTANCE_ID.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "Every lease that the journal knows to be open.")
  private boolean all;

  @Option(
      names = "--discard-results",
      description = "End it without bringing anything home; what it holds is lost.")
  private boolean discard;

  @Option(names = "--ssh-key", paramLabel = "PATH", description = "Private key to log in with.")
  private @Nullable Path sshKey;

  @Override
  public int run(Context context) {
    List<Targets.Target> targets =
        targets(context).stream().filter(target -> !target.lease().isClosed()).toList();
    List<TroubleException> failures = unreadable(context);
    if (targets.isEmpty() && failures.isEmpty()) {
      context.out().println(context.paint().paint(Style.MUTED, "nothing is there to end"));
      return 0;
    }
    Workplace workplace = context.wiring().workplace(Optional.ofNullable(sshKey));
    List<Ending> endings = new ArrayList<>();
    for (Targets.Target target : targets) {
      noting(failures, () -> begin(context, workplace, target.id()).ifPresent(endings::add));
    }
    // They are proven gone side by side: each proof takes a while.
    endings.forEach(ending -> noting(failures, () -> finish(context, workplace, ending)));
    noting(failures, () -> found(workplace));
    if (!failures.isEmpty()) {
      throw all(failures);
    }
    return 0;
  }

  /** Who goes on with a run looks at the market too, and may find more to end. */
  private static void found(Workplace workplace) {
    try {
      List<LeaseId> left = workplace.engine().awaitEnds(Driving.PATIENCE);
      if (!left.isEmpty()) {
        throw notGone(workplace.engine().history(), left.getFirst()).asException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static TroubleException all(List<TroubleException> failures) {
    Trouble first = failures.getFirst().trouble();
    String happened =
        failures.stream().map(e -> e.trouble().happened()).collect(Collectors.joining("\n"));
    return new Trouble(first.cause(), happened, first.kept(), first.next()).asException();
  }

  /** A machine on its way out. */
  private record Ending(Targets.Target target, LeaseHandle lease) {}

  /** One that cannot be ended yet must not keep the others. */
  private static void noting(List<TroubleException> failures, Runnable step) {
    try {
      step.run();
    } catch (TroubleException e) {
      failures.add(e);
    }
  }

  private List<Targets.Target> targets(Context context) {
    History history = context.wiring().history();
    Targets targets = new Targets(history);
    if (all) {
      return history.openLeases().stream()
          .filter(id -> history.leaseIfReadable(id).isPresent())
          .map(targets::target)
          .toList();
    }
    List<String> wanted = new ArrayList<>(names);
    if (wanted.isEmpty()) {
      context.env().get(EnvironmentVariable.VAST_INSTANCE_ID).ifPresent(wanted::add);
    }
    if (wanted.isEmpty()) {
      throw new Trouble(
              Cause.BAD_ARGUMENT, "nothing was named", "sortie ps, then sortie down LEASE or --all")
          .asException();
    }
    return wanted.stream().flatMap(name -> targets.leases(name).stream()).toList();
  }

  /** What all means and this version knows nothing of: it is not ended, and not passed over. */
  private List<TroubleException> unreadable(Context context) {
    List<TroubleException> failures = new ArrayList<>();
    if (all) {
      History history = context.wiring().history();
      history.openLeases().forEach(id -> noting(failures, () -> history.lease(id)));
    }
    return failures;
  }

  private Optional<Ending> begin(Context context, Workplace workplace, LeaseId id) {
    Targets.Target target = new Targets(context.wiring().history()).target(id);
    // One of the same run may have taken it along.
    if (target.lease().isClosed()) {
      return Optional.empty();
    }
    if (!discard && new Inheritance(context, workplace).bringToItsEnd(target)) {
      return Optional.empty();
    }
    boolean mayHoldResults =
        target.lease().phase() instanceof LeasePhase.Up && target.run().isPresent();
    boolean fetched = mayHoldResults && !discard && fetch(context, workplace, target);
    LeaseHandle lease = workplace.engine().take(id, _ -> {});
    EndReason.Kind why = fetched ? EndReason.Kind.FETCHED : EndReason.Kind.ASKED;
    lease.end(new EndReason(why, "sortie down"));
    return Optional.of(new Ending(target, lease));
  }

  /**
   * @return whether all is home; not when the machine's own run let it go meanwhile, which answers
   *     for its results itself
   */
  private static boolean fetch(Context context, Workplace workplace, Targets.Target target) {
    try {
      new Retrieval(context, workplace).pull(target, Optional.empty());
      return true;
    } catch (TroubleException e) {
      if (Standing.of(workplace.engine().history(), target.id()) == Standing.STAYS) {
        throw e;
      }
      return false;
    }
  }

  private static void finish(Context context, Workplace workplace, Ending ending) {
    Targets.Target target = ending.target();
    LeaseHandle lease = ending.lease();
    try {
      if (!lease.await(PATIENCE)) {
        throw notGone(workplace.engine().history(), target.id()).asException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notGone(workplace.engine().history(), target.id()).asException();
    }
    String cost = lease.state().costAt(context.env().clock().instant()).total().toString();
    String instance =
        target.lease().instance().map(i -> "instance " + i).orElse("lease " + target.id());
    context.out().println("gone    " + instance + " destroyed, proven absent   " + cost);
    new Inheritance(context, workplace).close(target);
  }

  static Trouble notGone(History history, LeaseId lease) {
    boolean guarded =
        history.lease(lease).flatMap(Lease::terms).flatMap(LeaseTerms::guard).isPresent();
    return new Trouble(
        Cause.DESTROY_FAILED,
        "the lease " + lease + " is not proven gone yet",
        Standing.words(history, lease)
            + (guarded ? "; its own guard ends it when its time is up" : ""),
        "sortie down " + lease);
  }
}
