package dev.sortie.engine.lease;

import dev.sortie.core.lease.LeaseAction;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.RentOutcome;
import dev.sortie.engine.actor.Performer;
import java.util.List;
import java.util.function.Predicate;

/**
 * An offer is asked for by the run here whose intent was first. The journal orders intents of all
 * processes, so no two of them ask for one offer, and whoever was later goes on to the next without
 * a call that the market would only refuse.
 *
 * @param late whether another run has taken down before that it wants the same offer
 */
record FirstCome(Performer<LeaseAction, LeaseSignal> effects, Predicate<LeaseTerms> late)
    implements Performer<LeaseAction, LeaseSignal> {
  @Override
  public List<LeaseSignal> perform(LeaseAction action) throws InterruptedException {
    if (action instanceof LeaseAction.Rent(var terms) && late.test(terms)) {
      String said = "another run here was first to ask for offer " + terms.offer();
      return List.of(new LeaseSignal.RentAnswered(new RentOutcome.OfferGone(said)));
    }
    return effects.perform(action);
  }

  @Override
  public List<LeaseSignal> fault(LeaseAction action, RuntimeException fault) {
    return effects.fault(action, fault);
  }
}
