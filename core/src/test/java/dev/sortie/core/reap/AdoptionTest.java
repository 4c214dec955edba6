package dev.sortie.core.reap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sortie.core.lease.Lease;
import dev.sortie.core.lease.LeaseEvent;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.lease.LeaseMachine;
import dev.sortie.core.lease.LeasePhase;
import dev.sortie.core.lease.LeaseSignal;
import dev.sortie.core.lease.LeaseTerms;
import dev.sortie.core.market.Instance;
import dev.sortie.core.market.InstanceId;
import dev.sortie.core.market.InstanceState;
import dev.sortie.core.market.Inventory;
import dev.sortie.core.market.Label;
import dev.sortie.core.money.Rates;
import dev.sortie.core.money.Usd;
import dev.sortie.core.samples.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Law 3: another installation's instance becomes ours only when a person names it. */
final class AdoptionTest {
  private static final LeaseTerms TERMS = Samples.terms();
  private static final Owner US = new Owner("home", TERMS.endpoint(), TERMS.account());
  private static final InstanceId WANTED = new InstanceId(7);
  private static final LeaseId OWN = Sweep.strayId(WANTED);
  private static final String THEIRS = "sortie-work-lease001";
  private static final String OURS = TERMS.label().toString();

  private final Map<LeaseId, Lease> journal = new HashMap<>();

  @Test
  void anotherInstallationsInstanceMayBeAdopted() {
    assertThat(judge(instance(THEIRS)))
        .isInstanceOfSatisfying(
            Adoption.Possible.class,
            possible -> assertThat(possible.finding()).isInstanceOf(Finding.OtherController.class));
  }

  @Test
  void oursThatStandsInNoJournalMayBeAdopted() {
    assertThat(judge(instance(OURS)))
        .isInstanceOfSatisfying(
            Adoption.Possible.class,
            possible -> assertThat(possible.finding()).isInstanceOf(Finding.Unrecorded.class));
  }

  @Test
  void whatCarriesNoLabelOfSortieIsNeverAdopted() {
    for (String label : List.of("", "mine", "sortie", "sortie-work")) {
      assertThat(judge(instance(label))).isInstanceOf(Adoption.Unlabelled.class);
    }
  }

  @Test
  void whatIsNotListedCannotBeAdopted() {
    assertThat(judge()).isEqualTo(new Adoption.Absent());
    assertThat(judge(Samples.instance(8, InstanceState.RUNNING, "", THEIRS)))
        .isEqualTo(new Adoption.Absent());
  }

  @Test
  void whatALivingLeaseOfOursStandsForIsOursAlready() {
    journal.put(TERMS.id(), folded(new LeaseEvent.Intended(TERMS), new LeaseEvent.Rented(WANTED)));
    assertThat(judge(instance(OURS))).isEqualTo(new Adoption.Ours(TERMS.id()));
  }

  @Test
  void whatIsOursAndWantedByNobodyIsEndedAsItIs() {
    journal.put(
        TERMS.id(),
        folded(
            new LeaseEvent.Intended(TERMS), new LeaseEvent.Rented(WANTED), new LeaseEvent.Gone()));
    assertThat(judge(instance(OURS))).isInstanceOf(Adoption.Unwanted.class);
  }

  @Test
  void onceAdoptedItIsOursAndWhenItComesBackToo() {
    LeaseEvent adopted = new LeaseEvent.StrayFound(termsOfTheirs(), WANTED, Samples.NOON);
    journal.put(OWN, folded(adopted));
    assertThat(sweep(US)).as("a lease of ours ends it").isEmpty();
    assertThat(judge(instance(THEIRS))).isEqualTo(new Adoption.Ours(OWN));
    journal.put(OWN, folded(adopted, new LeaseEvent.Gone()));
    assertThat(sweep(US)).containsExactly(new Finding.Returned(OWN, instance(THEIRS)));
    assertThat(judge(instance(THEIRS))).isInstanceOf(Adoption.Unwanted.class);
  }

  @Test
  void whatWasAdoptedOnOneMarketOrAccountIsNotOursOnAnother() {
    journal.put(OWN, folded(new LeaseEvent.StrayFound(termsOfTheirs(), WANTED, Samples.NOON)));
    for (Owner other :
        List.of(
            new Owner("home", TERMS.endpoint(), TERMS.account() + 1),
            new Owner("home", "http://elsewhere", TERMS.account()))) {
      assertThat(sweep(other)).singleElement().isInstanceOf(Finding.OtherController.class);
      assertThat(judge(other, instance(THEIRS))).isEqualTo(new Adoption.NumberTaken(OWN));
    }
    // Nor is another instance that happens to have its number.
    assertThat(judge(instance("sortie-work-lease002"))).isEqualTo(new Adoption.NumberTaken(OWN));
  }

  @Test
  void ofSeveralOnlyTheOneThatWasNamedIsJudged() {
    Instance other = Samples.instance(8, InstanceState.RUNNING, "", THEIRS);
    assertThat(judge(other, instance(THEIRS)))
        .isInstanceOfSatisfying(
            Adoption.Possible.class,
            possible -> assertThat(possible.finding().instance().id()).isEqualTo(WANTED));
    journal.put(TERMS.id(), folded(new LeaseEvent.Intended(TERMS), new LeaseEvent.Rented(WANTED)));
    assertThat(judge(other, instance(OURS))).isEqualTo(new Adoption.Ours(TERMS.id()));
  }

  @Test
  void whatWasAdoptedOnAnotherAccountUnderItsNumberDoesNotStandForIt() {
    Owner other = new Owner("home", TERMS.endpoint(), TERMS.account() + 1);
    LeaseTerms elsewhere = Adoption.terms(other, (Finding.Foreign) only(sweepWithoutJournal()));
    journal.put(OWN, folded(new LeaseEvent.StrayFound(elsewhere, WANTED, Samples.NOON)));
    journal.put(TERMS.id(), folded(new LeaseEvent.Intended(TERMS), new LeaseEvent.Rented(WANTED)));
    assertThat(judge(instance(OURS))).isEqualTo(new Adoption.Ours(TERMS.id()));
  }

  @Test
  void itCostsFromTheAdoptionOnWhatTheMarketLists() {
    Usd listed = Usd.of(instance(THEIRS).pricePerHour());
    assertThat(termsOfTheirs().rates()).isEqualTo(new Rates(listed, Usd.ZERO, Usd.ZERO, Usd.ZERO));
  }

  @Test
  void aPriceThatIsNoneCountsAsNothing() {
    for (double none : List.of(-0.5, 0.0, Double.NaN, Double.POSITIVE_INFINITY)) {
      Finding.Foreign found =
          new Finding.OtherController(Label.parse(THEIRS).orElseThrow(), priced(none));
      assertThat(Adoption.terms(US, found).rates().gpuPerHour()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void theLeaseOfAnAdoptedInstanceWantsNothingButItsEnd() {
    LeaseMachine machine = new LeaseMachine();
    var decision =
        machine.decide(
            machine.initial(),
            new LeaseSignal.FoundStray(termsOfTheirs(), instance(THEIRS), Samples.NOON),
            Samples.NOON);
    Lease lease = folded(decision.facts().toArray(LeaseEvent[]::new));
    assertThat(lease.phase()).isInstanceOf(LeasePhase.Ending.class);
    assertThat(lease.openedTerms().label().toString()).isEqualTo(THEIRS);
    assertThat(decision.actions()).hasSize(1);
    assertThat(lease.costAt(Samples.NOON.plusSeconds(3600)).total())
        .isEqualTo(lease.openedTerms().rates().gpuPerHour());
  }

  private LeaseTerms termsOfTheirs() {
    return Adoption.terms(US, (Finding.Foreign) only(sweepWithoutJournal()));
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static List<Finding> sweepWithoutJournal() {
    return Sweep.judge(US, _ -> Optional.empty(), listing(instance(THEIRS)));
  }

  private List<Finding> sweep(Owner owner) {
    return Sweep.judge(
        owner, id -> Optional.ofNullable(journal.get(id)), listing(instance(THEIRS)));
  }

  private Adoption judge(Instance... listed) {
    return judge(US, listed);
  }

  private Adoption judge(Owner owner, Instance... listed) {
    return Adoption.judge(
        owner, id -> Optional.ofNullable(journal.get(id)), listing(listed), WANTED);
  }

  private static Inventory.Complete listing(Instance... listed) {
    return new Inventory.Complete(List.of(listed));
  }

  private static Lease folded(LeaseEvent... facts) {
    LeaseMachine machine = new LeaseMachine();
    Lease lease = machine.initial();
    for (LeaseEvent fact : facts) {
      lease = machine.evolve(lease, fact, Samples.NOON);
    }
    return lease;
  }

  private static Instance priced(double perHour) {
    Instance usual = instance(THEIRS);
    return new Instance(
        usual.id(),
        usual.machine(),
        usual.label(),
        usual.state(),
        usual.intended(),
        usual.message(),
        usual.ssh(),
        usual.ports(),
        usual.publicAddress(),
        usual.gpuName(),
        perHour,
        usual.created(),
        usual.gpuUtilization());
  }

  private static Instance instance(String label) {
    return Samples.instance(WANTED.value(), InstanceState.RUNNING, "", label);
  }
}
