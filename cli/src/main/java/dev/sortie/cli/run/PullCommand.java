package dev.sortie.cli.run;

import dev.sortie.cli.command.Action;
import dev.sortie.cli.command.Context;
import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.wiring.Workplace;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
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
      arity = "0..1",
      description =
          "As `sortie ps` shows it, or the number of the instance; default: VAST_INSTANCE_ID.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "Where to; default: the run's folder.")
  private @Nullable Path out;

  @Option(names = "--ssh-key", paramLabel = "PATH", description = "Private key to log in with.")
  private @Nullable Path sshKey;

  @Override
  public int run(Context context) {
    String wanted =
        name.or(() -> context.env().get(EnvironmentVariable.VAST_INSTANCE_ID))
            .orElseThrow(() ->
                new Trouble(
                        Cause.BAD_ARGUMENT,
                        "nothing was named",
                        "sortie ps, then sortie pull LEASE")
                    .asException());
    List<Targets.Target> up = new Targets(context.wiring().history()).up(wanted);
    Workplace workplace = context.wiring().workplace(Optional.ofNullable(sshKey));
    up.forEach(target -> new Retrieval(context, workplace).pull(target, Optional.ofNullable(out)));
    return 0;
  }
}
