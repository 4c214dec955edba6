package dev.sortie.engine.reap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.journal.AggregateId;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.PriceIncrease;
import dev.sortie.core.money.Usd;
import dev.sortie.core.reap.Owner;
import dev.sortie.engine.InMemoryJournal;
import dev.sortie.engine.history.History;
import dev.sortie.engine.history.Papers;
import dev.sortie.engine.lease.AskingMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncreasesTest {
  private static final InstanceId OURS = new InstanceId(7);
  private static final PriceIncrease ASKED = new PriceIncrease(OURS, Optional.of(Usd.of("0.62")));

  private final AskingMarket market = new AskingMarket();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final List<String> remarks = new ArrayList<>();
  private Increases increases;

  @BeforeEach
  void open() {
    LeaseTerms terms = Papers.terms("lease001", "a-run");
    journal.append(
        new AggregateId(AggregateId.Kind.LEASE, "lease001"),
        0,
        market.instant(),
        List.of(new LeaseEvent.Intended(terms), new LeaseEvent.Rented(OURS)));
    Owner us = new Owner("home", terms.endpoint(), terms.account());
    increases = new Increases(us, market, new History(journal), remarks::add, market);
    market.asked = List.of(ASKED);
  }

  @Test
  void aHostThatAsksForMoreIsToldOfOnce() {
    later();
    later();

    assertThat(market.calls).isEqualTo(2);
    assertThat(remarks).hasSize(1);
    assertThat(remarks.getFirst()).contains("instance 7", "0.62", "not accepted");
  }

  @Test
  void anotherPriceIsToldOfAgain() {
    later();
    market.asked = List.of(new PriceIncrease(OURS, Optional.of(Usd.of("0.70"))));
    later();

    assertThat(remarks).hasSize(2);
  }

  @Test
  void whatIsNotOursIsNobodysBusiness() {
    market.asked = List.of(new PriceIncrease(new InstanceId(8), Optional.empty()));
    later();

    assertThat(market.calls).isEqualTo(1);
    assertThat(remarks).isEmpty();
  }

  @Test
  void aMarketThatDoesNotAnswerIsAskedAgainLater() {
    market.fails = true;
    later();
    market.fails = false;
    later();

    assertThat(remarks).hasSize(1);
  }

  @Test
  void itIsAskedSeldom() {
    increases.look();
    assertThat(market.calls).isZero();
    later();
    market.pass(Increases.FIRST);
    increases.look();

    assertThat(market.calls).isEqualTo(1);
  }

  private void later() {
    market.pass(Increases.LATER);
    increases.look();
  }
}
