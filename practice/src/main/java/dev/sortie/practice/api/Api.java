package dev.sortie.practice.api;

import dev.sortie.practice.http.Routes;
import dev.sortie.practice.market.Market;

/** All routes of the market, by resource. */
public final class Api {
  private Api() {}

  public static Routes routes(Market market) {
    Routes routes = new Routes();
    new OffersApi(market).on(routes);
    new AsksApi(market).on(routes);
    new InstancesApi(market).on(routes);
    new ManageApi(market).on(routes);
    new SshKeysApi(market).on(routes);
    new AccountApi(market).on(routes);
    return routes;
  }
}
