package dev.sortie.sim.process;

import dev.sortie.sim.time.Agenda;
import java.util.function.Consumer;

/** Bytes on their way to or from a machine; a cut is waited out for as long as patience lasts. */
final class Transfer {
  private static final long CHUNK = 5_000;
  static final long PATIENCE = 30 * 60_000L;
  static final long RETRY = 5_000;

  private final Agenda agenda;
  private final Life life;
  private final Wire wire;
  private final boolean toMachine;
  private final long patience;
  private final Consumer<Boolean> done;
  private long left;
  private long lostSince = -1;
  private boolean over;

  /**
   * @param done told whether all of it arrived
   */
  Transfer(
      Agenda agenda,
      Life life,
      Wire wire,
      long bytes,
      boolean toMachine,
      long patience,
      Consumer<Boolean> done) {
    this.patience = patience;
    this.agenda = agenda;
    this.life = life;
    this.wire = wire;
    this.left = bytes;
    this.toMachine = toMachine;
    this.done = done;
  }

  void go() {
    if (over) {
      return;
    }
    long now = agenda.now();
    if (!wire.isConnected()) {
      end(false);
    } else if (!wire.contract().host().isReachable(now)) {
      lostSince = lostSince < 0 ? now : lostSince;
      if (now - lostSince > patience) {
        end(false);
      } else {
        life.in(RETRY, this::go);
      }
    } else {
      lostSince = -1;
      long chunk = Math.min(left, wire.contract().host().bytesIn(CHUNK));
      life.in(60 + wire.contract().host().millisFor(chunk), () -> arrived(chunk));
    }
  }

  private void arrived(long chunk) {
    if (over) {
      return;
    }
    if (wire.isConnected() && wire.contract().host().isReachable(agenda.now())) {
      left -= chunk;
      wire.moved(toMachine ? chunk : 0, toMachine ? 0 : chunk, agenda.now());
      if (left <= 0) {
        end(true);
        return;
      }
    }
    go();
  }

  void interrupt() {
    end(false);
  }

  private void end(boolean whole) {
    if (!over) {
      over = true;
      done.accept(whole);
    }
  }
}
