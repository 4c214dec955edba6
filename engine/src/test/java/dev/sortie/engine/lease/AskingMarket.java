package dev.sortie.engine.lease;

import dev.sortie.core.market.MarketException;
import dev.sortie.core.market.MarketProblem;
import dev.sortie.core.market.PriceIncrease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A market whose hosts ask for more, and the clock it is asked by. */
public final class AskingMarket extends ClosedMarket implements InstantSource {
  private Instant now = SlowMarket.ASKED;
  public List<PriceIncrease> asked = List.of();
  public boolean fails;
  public int calls;

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public List<PriceIncrease> priceIncreases() {
    calls++;
    if (fails) {
      throw new MarketException(new MarketProblem.NoAnswer("503"));
    }
    return asked;
  }
}
