package dev.sortie.sim;

import dev.sortie.sim.fault.FaultKind;
import dev.sortie.sim.fault.Protection;
import dev.sortie.sim.fault.Strike;
import dev.sortie.sim.oracle.Bounds;
import dev.sortie.sim.suite.Campaign;
import dev.sortie.sim.suite.Controls;
import dev.sortie.sim.suite.Draw;
import dev.sortie.sim.world.Orders;
import dev.sortie.sim.world.Outcome;
import dev.sortie.sim.world.World;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** Reads what is asked for, has it lived, and says how it went. */
final class CommandLine {
  private static final String USAGE =
      """
      usage: ./sortie-sim --seeds N            N random lives with none to five faults each
             ./sortie-sim --singles ROUNDS     every fault at every point, ROUNDS times
             ./sortie-sim --pairs N            N lives with two faults each
             ./sortie-sim --seed N [--fault FAULT@POINT[+MILLIS]]... [--quiet]
                                               lives one life again, with its timeline;
                                               --fault none for no faults
             ./sortie-sim --controls [N]       each protection off, at most N lives each;
                                               with --off only that one
             ./sortie-sim --faults             the faults
        --off PROTECTION   switches a protection off        --from N   first seed (1)
        --threads N        how many at once (all cores)
      """;

  private static final long CONTROL_LIVES = 20_000;

  private final PrintStream out;
  private final List<Strike> strikes = new ArrayList<>();
  private Protection off = Protection.NONE;
  private long from = 1;
  private int threads = Runtime.getRuntime().availableProcessors();
  private String mode = "";
  private long number;
  private boolean named;
  private boolean quiet;

  CommandLine(PrintStream out) {
    this.out = out;
  }

  int run(String[] args) {
    try {
      read(args);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      out.println("sortie-sim: " + e.getMessage());
      out.print(USAGE);
      return 2;
    }
    return switch (mode) {
      case "--seeds" -> campaign(seed -> Draw.random(seed, off), number);
      case "--singles" -> campaign(seed -> Draw.single(seed, off), number * Draw.singles());
      case "--pairs" -> campaign(seed -> Draw.pair(seed, off), number);
      case "--controls" -> controls();
      case "--seed" -> one();
      case "--faults" -> faults();
      default -> {
        out.print(USAGE);
        yield 2;
      }
    };
  }

  private void read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--controls" -> {
          mode = args[i];
          boolean counted = i + 1 < args.length && !args[i + 1].startsWith("--");
          number = counted ? Long.parseLong(args[++i]) : CONTROL_LIVES;
        }
        case "--seeds", "--singles", "--pairs", "--seed" -> {
          mode = args[i];
          number = Long.parseLong(args[++i]);
        }
        case "--faults" -> mode = args[i];
        case "--fault" -> {
          named = true;
          if (!args[++i].equals("none")) {
            strikes.add(Strike.parse(args[i]));
          }
        }
        case "--off" -> off = Protection.valueOf(args[++i]);
        case "--from" -> from = Long.parseLong(args[++i]);
        case "--threads" -> threads = Integer.parseInt(args[++i]);
        case "--quiet" -> quiet = true;
        default -> throw new IllegalArgumentException("unknown: " + args[i]);
      }
    }
  }

  private int campaign(LongFunction<Orders> lives, long count) {
    Campaign.Result result = Campaign.all(lives, from, count, threads);
    out.printf(
        Locale.ROOT,
        "%,d lives, %,d events in %.1f s: %,.0f lives a second on %d threads%n",
        result.lives(),
        result.events(),
        result.seconds(),
        result.lives() / result.seconds(),
        threads);
    out.println("billed after the intended end, a controller living: " + result.live());
    out.println("outlived by what the guard allowed:                 " + result.guard());
    out.printf(Locale.ROOT, "violations: %,d%n", result.failed());
    result.failures().stream().limit(12).forEach(this::print);
    return result.failed() == 0 ? 0 : 1;
  }

  private void print(Campaign.Failure failure) {
    failure.violations().stream().limit(2).forEach(violation -> out.println("  " + violation));
    out.println("    " + failure.orders().command());
  }

  private int one() {
    Orders drawn = Draw.random(number, off);
    Orders orders = named ? new Orders(number, strikes, off, false) : drawn;
    Outcome outcome = World.live(quiet ? orders : orders.aloud(), new Bounds(), new Bounds());
    outcome.timeline().forEach(out::println);
    out.println(orders.command());
    out.printf(Locale.ROOT, "%,d events, timeline %016x%n", outcome.events(), outcome.hash());
    outcome.violations().forEach(out::println);
    return outcome.violations().isEmpty() ? 0 : 1;
  }

  private int controls() {
    List<Controls.Control> controls =
        off == Protection.NONE
            ? Controls.all(number, threads)
            : List.of(Controls.one(off, number, threads));
    Controls.table(controls).forEach(out::println);
    return controls.stream().allMatch(control -> control.caught().isPresent()) ? 0 : 1;
  }

  private int faults() {
    for (FaultKind kind : FaultKind.values()) {
      out.printf(Locale.ROOT, "%-26s %s%n", kind, kind.words());
    }
    return 0;
  }
}
