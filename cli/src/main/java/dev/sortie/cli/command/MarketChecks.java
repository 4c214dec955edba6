package dev.sortie.cli.command;

import dev.sortie.cli.config.Setting;
import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.terminal.Humans;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.market.Account;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.MarketException;
import dev.sortie.core.money.Usd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the doctor asks the market. */
final class MarketChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Usd LITTLE = Usd.of("1");

  private final Context context;

  MarketChecks(Context context) {
    this.context = context;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      Market market = context.wiring().openMarket();
      key().ifPresent(findings::add);
      boolean keyIsMissing = findings.stream().anyMatch(finding -> finding.cause().isPresent());
      boolean isReached = reach(URI.create(market.endpoint()), findings);
      if (isReached && !keyIsMissing) {
        findings.add(account(market));
      }
    } catch (TroubleException e) {
      findings.add(bad("settings", e.trouble()));
    }
    return findings;
  }

  private Optional<Finding> key() {
    if (context.wiring().isPractice()) {
      return Optional.empty();
    }
    try {
      context.wiring().settings().apiKey();
      Setting key =
          context.wiring().settings().find(EnvironmentVariable.VAST_API_KEY).orElseThrow();
      return Optional.of(Finding.good("key", "from " + key.source()));
    } catch (TroubleException e) {
      return Optional.of(bad("key", e.trouble()));
    }
  }

  /** Whether the market answers at all; looks at its clock on the way. */
  private boolean reach(URI endpoint, List<Finding> findings) {
    Instant asked = context.env().clock().instant();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(endpoint)
                  .header("User-Agent", "sortie")
                  .timeout(PATIENCE)
                  .build(),
              BodyHandlers.discarding());
      Instant answered = context.env().clock().instant();
      long millis = Duration.between(asked, answered).toMillis();
      findings.add(Finding.good("market", endpoint + " answers in " + millis + " ms"));
      answer.headers().firstValue("Date").ifPresent(date -> findings.add(clock(date, answered)));
      return true;
    } catch (IOException e) {
      findings.add(
          Finding.bad(
              "market",
              endpoint + " does not answer: " + e,
              "check the connection, a proxy or VAST_URL",
              Cause.MARKET_UNREACHABLE));
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Finding clock(String date, Instant here) {
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration skew = Duration.between(there, here);
      return skew.abs().compareTo(SKEW) > 0
          ? Finding.warning(
              "clock",
              Humans.span(skew.abs())
                  + (skew.isNegative() ? " behind the market's" : " ahead of the market's"),
              "set the clock; deadlines on instances count by theirs, costs here by ours")
          : Finding.good("clock", "agrees with the market's");
    } catch (DateTimeException _) {
      return Finding.warning("clock", "the market's Date cannot be read: " + date, "none needed");
    }
  }

  private Finding account(Market market) {
    try {
      Account account = market.account();
      String text = account.name() + " has " + account.credit() + " of credit";
      if (account.credit().nanos() <= 0) {
        return Finding.bad(
            "credit", text, "add credit: https://cloud.vast.ai/billing/", Cause.CREDIT);
      }
      return account.credit().isMoreThan(LITTLE)
          ? Finding.good("credit", text)
          : Finding.warning("credit", text, "add some: https://cloud.vast.ai/billing/");
    } catch (MarketException e) {
      return bad("account", Troubles.of(e.problem()));
    }
  }

  private static Finding bad(String subject, Trouble trouble) {
    return Finding.bad(
        subject,
        trouble.cause().summary() + "\n" + trouble.happened(),
        trouble.next(),
        trouble.cause());
  }
}
