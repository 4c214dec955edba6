package dev.sortie.cli.wiring;

import dev.sortie.core.market.Secret;
import dev.sortie.practice.PracticeMarket;
import dev.sortie.practice.PracticeSettings;
import dev.sortie.practice.machine.LocalMachines;

/** The practice market with machines of this computer. */
public final class LocalPractice implements PracticeHost {
  private final PracticeMarket market;

  private LocalPractice(PracticeMarket market) {
    this.market = market;
  }

  public static LocalPractice start(PracticeSettings settings) {
    LocalMachines machines = new LocalMachines(settings.notices());
    try {
      return new LocalPractice(PracticeMarket.start(settings, machines));
    } catch (RuntimeException | Error failure) {
      machines.close();
      throw failure;
    }
  }

  @Override
  public PracticeAccess access() {
    return new PracticeAccess(market.url(), new Secret(market.apiKey()));
  }

  /** One line on how far instances are fenced off from this computer. */
  public String isolation() {
    return market.isolation();
  }

  @Override
  public void close() {
    market.close();
  }
}
