package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.LeasePhase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings home the outputs of a machine that stays. */
@Command(name = "pull", description = "Bring home the outputs of a machine that is still there.")
public final class PullCommand implements Action {
  @Parameters(
      paramLabel = "RUN|LEASE",
      description = "As `sortie ps` shows it, or the number of the instance.")
  private String name = "";

  @Option(names = "--out", paramLabel = "DIR", description = "Where to; default: the run's folder.")
  private @Nullable Path out;

  @Option(names = "--ssh-key", paramLabel = "PATH", description = "Private key to log in with.")
  private @Nullable Path sshKey;

  @Override
  public int run(Context context) {
    List<Targets.Target> up =
        new Targets(context.wiring().history())
            .leases(name).stream().filter(t -> t.lease().phase() instanceof LeasePhase.Up).toList();
    if (up.isEmpty()) {
      throw new Trouble(
              Cause.NOT_FOUND, "no machine of '" + name + "' is up any more", "sortie ps --all")
          .asException();
    }
    Workplace workplace = context.wiring().workplace(Optional.ofNullable(sshKey));
    up.forEach(target -> new Retrieval(context, workplace).pull(target, Optional.ofNullable(out)));
    return 0;
  }
}
