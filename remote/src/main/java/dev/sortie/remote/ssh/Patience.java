package dev.sortie.remote.ssh;

import dev.sortie.core.remote.RemoteException;
import dev.sortie.core.remote.RemoteProblem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Repeats something that a cut connection may interrupt. For one thread. */
public final class Patience {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Duration patience;
  private final Lost lost;
  private Duration pause = FIRST_PAUSE;
  private long lostAtNanos;
  private boolean away;
  private int garbled;

  public Patience(Duration patience, Lost lost) {
    this.patience = patience;
    this.lost = lost;
  }

  /** Something that may be cut and begun again. */
  public interface Attempt<T> {
    T run() throws IOException;
  }

  /** Hears of a lost connection. */
  public interface Lost {
    void lost(Duration ago, String why);
  }

  /** Says that the connection works: bytes moved. Patience starts anew at the next cut. */
  public void moved() {
    away = false;
    pause = FIRST_PAUSE;
  }

  /**
   * @throws RemoteException {@code Dropped} when no attempt moved anything for as long as patience
   *     lasts, or on interrupt; {@code CommandFailed} when too many answers made no sense
   */
  public <T> T keepTrying(Attempt<T> attempt) {
    while (true) {
      try {
        return attempt.run();
      } catch (InterruptedIOException e) {
        throw interrupted(e);
      } catch (IOException e) {
        if (e instanceof Garbled) {
          countGarbled(e);
        }
        waitAfter(String.valueOf(e.getMessage()), e);
      } catch (RemoteException e) {
        if (!passing(e.problem())) {
          throw e;
        }
        waitAfter(e.problem().said(), e);
      }
    }
  }

  /** Whatever moves meanwhile: a machine is paid for each time that it is asked again. */
  private void countGarbled(IOException last) {
    garbled++;
    if (garbled > Bounds.GARBLED_ANSWERS) {
      throw new RemoteException(
          new RemoteProblem.CommandFailed(
              garbled + " answers of the machine made no sense; last: " + last.getMessage()),
          last);
    }
  }

  private void waitAfter(String why, Exception cause) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(cause);
    }
    if (!away) {
      away = true;
      lostAtNanos = System.nanoTime();
    }
    Duration ago = Duration.ofNanos(System.nanoTime() - lostAtNanos);
    Duration left = patience.minus(ago);
    if (left.isNegative() || left.isZero()) {
      throw new RemoteException(
          new RemoteProblem.Dropped(
              "the connection did not come back within "
                  + patience.toSeconds()
                  + " s; last: "
                  + why),
          cause);
    }
    lost.lost(ago, why);
    try {
      Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
  }

  private static boolean passing(RemoteProblem problem) {
    return switch (problem) {
      case RemoteProblem.Unreachable _, RemoteProblem.KeyRefused _, RemoteProblem.Dropped _ ->
          !Thread.currentThread().isInterrupted();
      case RemoteProblem.HostKeyChanged _,
          RemoteProblem.RemoteDiskFull _,
          RemoteProblem.LocalDiskFull _,
          RemoteProblem.CommandFailed _,
          RemoteProblem.LocalFailure _ ->
          false;
    };
  }

  /** An interrupt as the port reports it; the flag is set again. */
  public static RemoteException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    return new RemoteException(new RemoteProblem.Dropped("interrupted"), cause);
  }
}
