package dev.sortie.sim.process;

import dev.sortie.core.market.RentRequest;
import dev.sortie.sim.oracle.Oracle;
import dev.sortie.sim.oracle.Oracles;

/** The account key of the simulation, and a look for it in all that is sent to a machine. */
final class Keys {
  static final String ACCOUNT_KEY = "simulated-account-key";

  private Keys() {}

  static void check(Oracles oracles, RentRequest request) {
    if (request.toString().contains(ACCOUNT_KEY)) {
      oracles.violated(Oracle.KEY_STAYS, "the account key is in a create call");
    }
  }
}
