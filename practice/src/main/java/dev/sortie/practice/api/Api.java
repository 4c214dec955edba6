package dev.sortie.practice.api;

import dev.sortie.practice.http.Around;
import dev.sortie.practice.http.RequestLog;
import dev.sortie.practice.http.Routes;
import dev.sortie.practice.market.Market;
import java.util.List;

/** All routes of the market, by resource. */
public final class Api {
  private Api() {}

  /** What stands around every request, innermost first. */
  public static List<Around> arounds(Market market) {
    Around time =
        (call, route, action) -> {
          market.tick();
          return action.get();
        };
    return List.of(new RateLimits(market), new Faulty(market), time);
  }

  public static Routes routes(Market market, RequestLog log) {
    Routes routes = new Routes();
    new OffersApi(market).on(routes);
    new AsksApi(market).on(routes);
    new InstancesApi(market).on(routes);
    new ManageApi(market).on(routes);
    new SshKeysApi(market).on(routes);
    new AccountApi(market).on(routes);
    new BillingApi(market).on(routes);
    new InvoicesApi(market).on(routes);
    new SecretsApi(market).on(routes);
    new LoginApi(log).on(routes);
    new PriceIncreasesApi(market).on(routes);
    new TemplatesApi().on(routes);
    new JobsApi(market).on(routes);
    new CopyApi(market).on(routes);
    Results results = new Results(market);
    results.on(routes);
    new LogsApi(market, results).on(routes);
    new AdminApi(market, log).on(routes);
    return routes;
  }
}
