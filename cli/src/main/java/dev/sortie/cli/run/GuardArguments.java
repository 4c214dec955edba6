package dev.sortie.cli.run;

import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.run.Hedge;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person may say of the guard of a machine, and of a second machine beside a slow one. */
final class GuardArguments {
  private static final double LEAST_MINUTES = 1;
  private static final int MOST_AT_ONCE = 4;
  private static final Duration FOR_ITS_WHOLE_LIFE = Duration.ofDays(30);

  @Option(
      names = "--silence",
      paramLabel = "MINUTES",
      description =
          "The machine ends itself when it hears nothing of us for so long; default: 10."
              + " A machine that is kept lives to its deadline.")
  private @Nullable Double silence;

  @Option(
      names = "--no-guard",
      description =
          "Work on a machine that cannot end itself: it costs money for ever when this computer"
              + " dies.")
  private boolean noGuard;

  @Option(
      names = "--market-deadline",
      description =
          "Have the market's own scheduler destroy the machine after its deadline too, a last line"
              + " behind the guard; prove it first: sortie doctor --prove-market-deadline."
              + " Default: `market-deadline` of the config file, else no.")
  private boolean marketDeadline;

  @Option(
      names = "--no-market-deadline",
      description = "Not so for this run, whatever the config file says.")
  private boolean noMarketDeadline;

  @Option(
      names = "--hedge",
      paramLabel = "N",
      description = "Start so many machines at once and keep the first that is ready; default: 1.")
  private int hedge = 1;

  /**
   * @param keep whether the machine stays when the run is over
   */
  Optional<GuardTerms> guard(boolean keep) {
    if (noGuard) {
      return Optional.empty();
    }
    if (silence == null) {
      return Optional.of(keep ? GuardTerms.of(FOR_ITS_WHOLE_LIFE) : GuardTerms.USUAL);
    }
    if (!(silence >= LEAST_MINUTES && silence <= FOR_ITS_WHOLE_LIFE.toMinutes())) {
      throw wrong("--silence " + silence, "1 to " + FOR_ITS_WHOLE_LIFE.toMinutes() + " minutes");
    }
    return Optional.of(GuardTerms.of(Duration.ofSeconds((long) (silence * 60))));
  }

  /** What a flag says of the market's own deadline; the refusal wins. */
  Optional<Boolean> marketDeadline() {
    if (noMarketDeadline) {
      return Optional.of(false);
    }
    return marketDeadline ? Optional.of(true) : Optional.empty();
  }

  Hedge hedge() {
    if (hedge < 1 || hedge > MOST_AT_ONCE) {
      throw wrong("--hedge " + hedge, "1 to " + MOST_AT_ONCE + " machines");
    }
    return new Hedge(hedge, Optional.empty());
  }

  private static RuntimeException wrong(String what, String expected) {
    return new Trouble(Cause.BAD_ARGUMENT, what + " cannot be used", "expected " + expected)
        .asException();
  }
}
