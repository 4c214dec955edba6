package dev.sortie.store;

import dev.sortie.core.journal.AggregateId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A process that takes a claim, says whether it got it, and holds it until its input ends. */
final class ClaimingProcess {
  private ClaimingProcess() {}

  /**
   * @param args file, name of the run, milliseconds after which it is stale
   */
  public static void main(String[] args) throws IOException {
    ClaimTerms terms = ClaimTerms.of(Duration.ofMillis(Long.parseLong(args[2])));
    AggregateId run = new AggregateId(AggregateId.Kind.RUN, args[1]);
    try (SqliteClaims claims = SqliteClaims.open(Path.of(args[0]), terms, InstantSource.system())) {
      System.out.println(claims.take(run));
      while (System.in.read() > 0) {
        System.out.println(claims.isOurs(run));
      }
    }
  }

  static Process start(Path file, AggregateId run, Duration stale) throws IOException {
    return ChildProcess.of(
            ClaimingProcess.class, file.toString(), run.value(), Long.toString(stale.toMillis()))
        .start();
  }

  /** Asks whether it still owns the run. */
  static String ask(Process process) throws IOException {
    process.outputWriter().write("?");
    process.outputWriter().flush();
    return process.inputReader().readLine();
  }
}
