package dev.sortie.sim.process;

import dev.sortie.core.remote.PullReport;
import dev.sortie.sim.fault.Point;
import dev.sortie.sim.market.OutFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings home what is there and not here yet; one pull after the other. */
final class Pulls {
  private static final long GATHER_PATIENCE = 5_000;
  private static final long BYTES_PER_FILE = 1024;

  private final Machine machine;
  private final Life life;
  private final Saboteur saboteur;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(2);
  private boolean busy;

  Pulls(Machine machine, Life life) {
    this.machine = machine;
    this.life = life;
    this.saboteur = new Saboteur(machine.off());
  }

  /**
   * @param most bytes that may come; what goes beyond stays there and is named
   * @param done told what came of it; null when the connection was lost for good
   */
  void pull(Wire wire, boolean last, long most, Consumer<@Nullable PullReport> done) {
    if (busy) {
      waiting.add(() -> begin(wire, last, most, done));
    } else {
      begin(wire, last, most, done);
    }
  }

  private void over(Consumer<@Nullable PullReport> done, @Nullable PullReport report) {
    busy = false;
    done.accept(report);
    Runnable next = waiting.poll();
    if (next != null) {
      next.run();
    }
  }

  private void begin(Wire wire, boolean last, long most, Consumer<@Nullable PullReport> done) {
    busy = true;
    List<OutFile> there = wire.contract().host().files();
    List<OutFile> files = there.isEmpty() ? List.of() : List.copyOf(there);
    List<OutFile> wanted = List.of();
    long bytes = 0;
    long all = 0;
    for (OutFile file : files) {
      all += file.bytes();
      if (!machine.home().has(file) && !file.isHostile()) {
        if (wanted.isEmpty()) {
          wanted = new ArrayList<>(4);
        }
        if (bytes + file.bytes() + BYTES_PER_FILE <= most) {
          wanted.add(file);
          bytes += file.bytes();
        }
      }
    }
    if (last) {
      long half = wire.contract().host().millisFor(bytes) / 2;
      machine.agenda().in(half, () -> machine.points().accept(Point.MID_PULL));
    }
    List<OutFile> chosen = wanted;
    long size = all;
    new Transfer(
            machine.agenda(),
            life,
            wire,
            bytes,
            false,
            last ? Transfer.PATIENCE : GATHER_PATIENCE,
            whole -> over(done, whole ? report(files, chosen, size, last) : null))
        .go();
  }

  private PullReport report(List<OutFile> files, List<OutFile> wanted, long size, boolean last) {
    if (files.isEmpty()) {
      return new PullReport(0, 0, 0, 0, List.of());
    }
    List<PullReport.Missing> missing = new ArrayList<>(1);
    int brought = 0;
    long bytes = 0;
    for (OutFile file : wanted) {
      if (file.changesNow()) {
        missing.add(PullReport.Missing.yet(file.path(), "it kept changing"));
      } else {
        machine.home().bring(file);
        brought++;
        bytes += file.bytes();
      }
    }
    for (OutFile file : files) {
      if (!file.isHostile() && !machine.home().has(file) && !wanted.contains(file)) {
        String why = "not fetched: the ceiling";
        missing.add(
            last
                ? PullReport.Missing.unpaid(file.path(), why, file.bytes() + BYTES_PER_FILE)
                : PullReport.Missing.yet(file.path(), why));
      }
      if (file.isHostile()) {
        missing.add(PullReport.Missing.forGood(file.path(), "this computer cannot hold the name"));
      }
    }
    return saboteur.pulled(new PullReport(files.size(), size, brought, bytes, missing));
  }
}
