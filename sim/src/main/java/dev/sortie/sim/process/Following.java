package dev.sortie.sim.process;

import dev.sortie.core.remote.TaskEnd;
import dev.sortie.sim.market.HostTask;
import dev.sortie.sim.time.Agenda;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a task to its end; it goes on there whether or not it is followed. */
final class Following {
  private static final long PATIENCE = 30 * 60_000L;
  private static final long LOOK = 10_000;
  private static final long RETRY = 5_000;

  private final Agenda agenda;
  private final Life life;
  private final Wire wire;
  private final String task;
  private final Consumer<@Nullable TaskEnd> done;
  private long lostSince = -1;
  private boolean over;

  /**
   * @param done told how it ended; null when the connection is lost for good
   */
  Following(Agenda agenda, Life life, Wire wire, String task, Consumer<@Nullable TaskEnd> done) {
    this.agenda = agenda;
    this.life = life;
    this.wire = wire;
    this.task = task;
    this.done = done;
  }

  void look() {
    if (over) {
      return;
    }
    long now = agenda.now();
    if (!wire.isConnected()) {
      end(null);
      return;
    }
    if (!wire.contract().host().isReachable(now)) {
      lostSince = lostSince < 0 ? now : lostSince;
      if (now - lostSince > PATIENCE) {
        end(null);
      } else {
        life.in(RETRY, this::look);
      }
      return;
    }
    lostSince = -1;
    HostTask there = wire.contract().host().task(task);
    if (there == null) {
      end(new TaskEnd.NeverStarted());
    } else if (there.isVanished()) {
      end(RunCalls.vanished());
    } else if (there.ends() <= now) {
      end(RunCalls.exited(there.status()));
    } else {
      life.in(Math.min(LOOK, there.ends() - now) + 40, this::look);
    }
  }

  void interrupt() {
    end(null);
  }

  private void end(@Nullable TaskEnd how) {
    if (!over) {
      over = true;
      done.accept(how);
    }
  }
}
