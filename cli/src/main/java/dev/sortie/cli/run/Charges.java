package dev.sortie.cli.run;

import dev.sortie.cli.command.Context;
import dev.sortie.cli.command.Troubles;
import dev.sortie.core.error.TroubleException;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.MarketException;
import dev.sortie.engine.history.Receipt;
import dev.sortie.engine.history.Reconciliation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the market said it charged.
 *
 * @param why why it is not known; empty when it is
 */
record Charges(Reconciliation reconciliation, Optional<String> why) {

  static Charges unknown(Receipt receipt, String why) {
    return new Charges(Reconciliation.of(receipt, List.of()), Optional.of(why));
  }

  /** A receipt stands without the market too: what cannot be asked is said, not thrown. */
  static Charges ask(Context context, Receipt receipt) {
    Instant now = context.env().clock().instant();
    Optional<Reconciliation.Span> span = Reconciliation.span(receipt, now);
    if (span.isEmpty()) {
      return new Charges(Reconciliation.of(receipt, List.of()), Optional.empty());
    }
    try {
      Market market = context.wiring().market();
      Optional<String> elsewhere = elsewhere(context, receipt, market);
      if (elsewhere.isPresent()) {
        return unknown(receipt, "rented at " + elsewhere.get() + ", not " + market.endpoint());
      }
      return new Charges(
          Reconciliation.of(receipt, market.charges(span.get().from(), span.get().to())),
          Optional.empty());
    } catch (MarketException | TroubleException e) {
      return unknown(
          receipt,
          Troubles.of(e).map(t -> t.cause().summary()).orElse("the market cannot be asked"));
    }
  }

  /** Numbers of instances mean nothing on another market. Practice moves from port to port. */
  private static Optional<String> elsewhere(Context context, Receipt receipt, Market market) {
    return receipt.lines().stream()
        .map(line -> line.terms().endpoint())
        .filter(endpoint -> !context.wiring().isPractice() && !endpoint.equals(market.endpoint()))
        .findFirst();
  }
}
