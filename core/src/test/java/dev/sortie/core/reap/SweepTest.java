package dev.sortie.core.reap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.EndReason;
import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.lease.NotRentedReason;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;
import dev.sortie.core.samples.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Laws 2 to 5: what a listing shows that should not be there, and what is not ours to touch. */
final class SweepTest {
  private static final LeaseTerms TERMS = Samples.terms();
  private static final String LABEL = TERMS.label().toString();
  private static final LeaseEvent RENTED = new LeaseEvent.Rented(new InstanceId(7));
  private static final LeaseEvent INTENDED = new LeaseEvent.Intended(TERMS);
  private static final LeaseEvent NOT_RENTED =
      new LeaseEvent.NotRented(NotRentedReason.NEVER_APPEARED, "");

  private static final LeaseEvent REACHED =
      new LeaseEvent.Reached(new HostKey("SHA256:abc"), new SshAddress("203.0.113.10", 33526));
  private static final LeaseEvent END_WANTED =
      new LeaseEvent.EndWanted(new EndReason(EndReason.Kind.ASKED, "stop"));

  private final Map<LeaseId, Lease> journal = new HashMap<>();

  @Test
  void whatALivingLeaseStandsForIsNoFinding() {
    for (List<LeaseEvent> history :
        List.of(
            List.of(INTENDED),
            List.of(INTENDED, new LeaseEvent.AnswerUnclear("")),
            List.of(INTENDED, RENTED),
            List.of(INTENDED, RENTED, REACHED),
            List.of(INTENDED, RENTED, END_WANTED))) {
      journal.put(TERMS.id(), folded(history));
      assertThat(judge(instance(7, LABEL))).isEmpty();
    }
  }

  @Test
  void whatIsThereAlthoughItsLeaseIsOverHasReturned() {
    journal.put(TERMS.id(), folded(List.of(INTENDED, RENTED, new LeaseEvent.Gone())));
    assertThat(judge(instance(7, LABEL)))
        .containsExactly(new Finding.Returned(TERMS.id(), instance(7, LABEL)));
    journal.put(TERMS.id(), folded(List.of(INTENDED, NOT_RENTED)));
    assertThat(judge(instance(9, LABEL)))
        .containsExactly(new Finding.Returned(TERMS.id(), instance(9, LABEL)));
  }

  @Test
  void theSecondInstanceOfALabelIsATwinUntilALeaseStandsForIt() {
    journal.put(
        TERMS.id(), folded(List.of(INTENDED, RENTED, new LeaseEvent.LabelSeen(new InstanceId(7)))));
    Instance twin = instance(8, LABEL);
    assertThat(judge(instance(7, LABEL), twin)).containsExactly(new Finding.Twin(TERMS, twin));
    LeaseId own = Sweep.strayId(twin.id());
    LeaseEvent found = new LeaseEvent.StrayFound(TERMS.as(own), twin.id(), Samples.NOON);
    journal.put(own, folded(List.of(found)));
    assertThat(judge(instance(7, LABEL), twin)).isEmpty();
    journal.put(own, folded(List.of(found, new LeaseEvent.Gone())));
    assertThat(judge(twin)).containsExactly(new Finding.Returned(own, twin));
  }

  @Test
  void ourLabelOnAnotherInstanceThanTheOneThatWasNamedIsTheAnswerAndNoTwin() {
    journal.put(TERMS.id(), folded(List.of(INTENDED, RENTED)));
    assertThat(judge(instance(7, "a-strangers"), instance(8, LABEL))).isEmpty();
  }

  @Test
  void anotherInstanceThanTheOneThatIsGoneIsATwinNotItsReturn() {
    journal.put(TERMS.id(), folded(List.of(INTENDED, RENTED, new LeaseEvent.Gone())));
    Instance other = instance(8, LABEL);
    assertThat(judge(other)).containsExactly(new Finding.Twin(TERMS, other));
  }

  @Test
  void theLeaseOfAStrayIsNamedAfterItsInstance() {
    assertThat(Sweep.strayId(new InstanceId(8))).isEqualTo(new LeaseId("stray00000008"));
  }

  @Test
  void whatCarriesNoLabelOfSortieIsInvisible() {
    assertThat(judge(instance(1, ""), instance(2, "mine"), instance(3, "sortie"))).isEmpty();
  }

  @Test
  void anotherInstallationsInstanceIsNamedAndNotTouched() {
    assertThat(judge(instance(1, "sortie-work-lease001")))
        .singleElement()
        .isInstanceOf(Finding.OtherController.class);
  }

  @Test
  void ourLabelWithoutALeaseOnThisAccountAndMarketIsNamedAndNotTouched() {
    assertThat(judge(instance(7, LABEL))).singleElement().isInstanceOf(Finding.Unrecorded.class);
    journal.put(TERMS.id(), folded(List.of(INTENDED, NOT_RENTED)));
    for (Owner other :
        List.of(
            new Owner("home", TERMS.endpoint(), TERMS.account() + 1),
            new Owner("home", "http://elsewhere", TERMS.account()))) {
      assertThat(judge(other, instance(7, LABEL)))
          .singleElement()
          .isInstanceOf(Finding.Unrecorded.class);
    }
  }

  private List<Finding> judge(Instance... listed) {
    return judge(new Owner("home", TERMS.endpoint(), TERMS.account()), listed);
  }

  private List<Finding> judge(Owner owner, Instance... listed) {
    return Sweep.judge(
        owner, id -> Optional.ofNullable(journal.get(id)), new Inventory.Complete(List.of(listed)));
  }

  private static Lease folded(List<LeaseEvent> facts) {
    LeaseMachine machine = new LeaseMachine();
    Lease lease = machine.initial();
    for (LeaseEvent fact : facts) {
      lease = machine.evolve(lease, fact, Samples.NOON);
    }
    return lease;
  }

  private static Instance instance(long id, String label) {
    return Samples.instance(id, InstanceState.RUNNING, "", label);
  }
}
