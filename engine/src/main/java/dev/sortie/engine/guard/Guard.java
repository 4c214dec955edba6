package dev.sortie.engine.guard;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.lease.GuardTerms;
import dev.sortie.core.lease.Renewal;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.RemoteHost;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The start script that makes an instance end itself when its time is up or its controller has
 * fallen silent, whoever is left to do it (law 6), and the signs of life that keep it waiting. It
 * holds no key: the market puts one into the container that can end that container only.
 */
public final class Guard {
  /** As many as a shell's arithmetic can surely take. */
  private static final long NONCES = 1_000_000_000;

  private static final int LONGEST_ANSWER_BYTES = 64 * 1024;

  private Guard() {}

  /**
   * The script for an instance.
   *
   * @param life how long it may live after its first start, whatever happens
   * @param guard how long it waits for signs of life; without, only {@code life} ends it
   */
  public static String onstart(Duration life, Optional<GuardTerms> guard) {
    return Scripts.onstart(life, guard.map(GuardTerms::grace).orElse(life));
  }

  /**
   * Tells the guard that we live, and starts it again where it has died or stands still.
   *
   * @throws dev.sortie.core.remote.RemoteException when the machine cannot be reached
   */
  public static GuardReport renew(RemoteHost host, Renewal renewal) {
    Optional<Answer> answer = sign(host, renewal, false).answer();
    if (answer.filter(said -> said.taken() && said.equipped()).isPresent()) {
      return answer.get().report();
    }
    host.run(Scripts.bring(renewal.lease(), renewal.left()), Output.NONE);
    return sign(host, renewal, true).report();
  }

  private record Signed(Optional<Answer> answer, int status) {
    GuardReport report() {
      return answer
          .map(Answer::report)
          .orElseGet(() ->
              new GuardReport(
                  false,
                  false,
                  "the machine does not run the guard's script, exit status " + status,
                  Optional.empty()));
    }
  }

  private static Signed sign(RemoteHost host, Renewal renewal, boolean last) {
    long nonce = ThreadLocalRandom.current().nextLong(1, NONCES);
    Printed printed = new Printed();
    int status = host.run(Scripts.renew(nonce, renewal, last), printed);
    return new Signed(Answer.in(printed.text(), nonce), status);
  }

  /** The machine is not ours to trust: it may print without end. */
  private static final class Printed implements Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void standardOut(byte[] chunk) {
      bytes.write(chunk, 0, Math.min(chunk.length, LONGEST_ANSWER_BYTES - bytes.size()));
    }

    @Override
    public void standardError(byte[] chunk) {}

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
