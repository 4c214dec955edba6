package dev.sortie.cli.command;

import dev.sortie.cli.env.Env;
import dev.sortie.cli.env.Interrupts;
import dev.sortie.cli.terminal.Json;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.wiring.LocalPractice;
import dev.sortie.cli.wiring.PracticeAccess;
import dev.sortie.cli.wiring.PracticeMarkets;
import dev.sortie.cli.wiring.Wiring;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.practice.BootSeconds;
import dev.sortie.practice.PracticeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the practice market until it is told to stop. */
@Command(
    name = "market",
    description = {
      "Serve the practice market on this computer until Ctrl-C.",
      "It speaks vast.ai's API; its instances are real SSH machines; nothing is rented."
    })
public final class MarketCommand implements Action {
  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port on 127.0.0.1; default: that of the last time, else any free one.")
  private int port;

  @Option(
      names = "--boot-seconds",
      paramLabel = "A..B",
      defaultValue = "2..4",
      description = "How long instances take to boot; default: ${DEFAULT-VALUE}.")
  private String bootSeconds = "2..4";

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description = "Market seconds per real second, for booting and billing.")
  private double speed;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same offers.")
  private long seed;

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = "Faults that are switched on from the start.")
  private Optional<String> faults = Optional.empty();

  @Option(names = "--json", description = "Print the address and the key as JSON.")
  private boolean json;

  @Override
  public int run(Context context) {
    Env env = context.env();
    PracticeSettings settings = settings(context);
    CountDownLatch stopped = new CountDownLatch(1);
    LocalPractice[] started = new LocalPractice[1];
    try (Interrupts.Registration _ = env.interrupts().onSignal(_ -> stopped.countDown());
        PracticeMarkets markets =
            PracticeMarkets.host(
                env.folders().practice(), () -> started[0] = LocalPractice.start(settings))) {
      greet(context, markets.access(), started[0].isolation());
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private PracticeSettings settings(Context context) {
    Optional<Path> file = faults.map(context.wiring()::here);
    file.filter(path -> !Files.isReadable(path))
        .ifPresent(path -> {
          throw wrong("--faults: cannot read " + path);
        });
    try {
      return new PracticeSettings(
          port,
          Wiring.practiceFolder(context.env()),
          BootSeconds.parse(bootSeconds),
          speed,
          seed,
          file,
          notice -> context.env().err().println("market: " + notice));
    } catch (IllegalArgumentException e) {
      throw wrong(Troubles.said(e));
    }
  }

  private void greet(Context context, PracticeAccess access, String isolation) {
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("url", access.url());
      members.put("key", access.key().reveal());
      members.put("isolation", isolation);
      context.out().println(Json.line(members));
    } else {
      String title = context.paint().paint(Style.STAGE, "practice market");
      context.out().println(title + "  nothing is rented, nothing is paid");
      context.out().println("instances: " + isolation);
      context.out().println("Ctrl-C stops it; instances are there again at the next start");
      context.out().println("export VAST_URL=" + access.url());
      context.out().println("export VAST_API_KEY=" + access.key().reveal());
    }
    context.out().flush();
  }

  private static RuntimeException wrong(String happened) {
    return new Trouble(Cause.BAD_ARGUMENT, happened, "`sortie market --help`").asException();
  }
}
