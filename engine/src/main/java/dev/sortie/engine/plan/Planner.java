package dev.sortie.engine.plan;

import dev.sortie.core.choose.Candidate;
import dev.sortie.core.choose.HostMemory;
import dev.sortie.core.choose.Ranking;
import dev.sortie.core.choose.Workload;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.lease.LeaseId;
import dev.sortie.core.market.MachineId;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferId;
import dev.sortie.core.market.OfferSearch;
import dev.sortie.core.money.Spans;
import dev.sortie.core.money.Traffic;
import dev.sortie.core.recipe.Hardware;
import dev.sortie.core.run.RunPlan;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Makes a plan of a wish: what it would rent and cost. Touches nothing. */
public final class Planner {
  private static final int OFFERS_LOOKED_AT = 128;
  private static final int CANDIDATES_KEPT = 8;

  private final Market market;
  private final Supplier<LeaseId> leaseIds;
  private final Supplier<HostMemory> memory;
  private final Supplier<Set<OfferId>> taken;

  /**
   * @param memory what is remembered of machines at the time of the plan
   */
  public Planner(Market market, Supplier<LeaseId> leaseIds, Supplier<HostMemory> memory) {
    this(market, leaseIds, memory, Set::of);
  }

  /**
   * @param taken offers that other runs rent or were just refused, at the time of the plan
   */
  public Planner(
      Market market,
      Supplier<LeaseId> leaseIds,
      Supplier<HostMemory> memory,
      Supplier<Set<OfferId>> taken) {
    this.market = market;
    this.leaseIds = leaseIds;
    this.memory = memory;
    this.taken = taken;
  }

  /**
   * A plan and everything that was considered for it, best first, and what was remembered.
   *
   * @param leftOut offers that fit and that other runs here rent, or were refused a moment ago
   */
  public record Planned(RunPlan plan, List<Candidate> considered, HostMemory memory, int leftOut) {}

  /**
   * @throws NoOffersException when no offer fulfils every condition
   * @throws dev.sortie.core.error.TroubleException when none fits the budget, with the arithmetic
   * @throws dev.sortie.core.market.MarketException when the market cannot be asked
   */
  public Planned plan(Wish wish) {
    Workload workload = workload(wish);
    OfferSearch search = search(wish.recipe().hardware());
    List<Offer> fitting = wanted(wish, search);
    List<Offer> offers = wish.offer().isPresent() ? fitting : free(fitting);
    HostMemory known = memory.get();
    List<Candidate> considered = Ranking.rank(offers, workload, wish.budget(), known);
    if (considered.isEmpty()) {
      throw tooDear(wish, workload, offers, known).asException();
    }
    List<Candidate> kept = considered.stream().limit(CANDIDATES_KEPT).toList();
    List<LeaseId> leases = kept.stream().map(_ -> leaseIds.get()).toList();
    RunPlan plan =
        new RunPlan(
            wish.id(),
            wish.job(),
            wish.workingFolder().toString(),
            wish.outFolder().toString(),
            wish.recipe(),
            wish.tasks(),
            wish.budget(),
            workload,
            kept,
            leases,
            wish.options().with(wish.options().hedge().learnt(known.learntBootP90())));
    return new Planned(plan, considered, known, fitting.size() - offers.size());
  }

  /** Other offers with a fresh lease id each, best first; none when nothing else fits. */
  public record Further(List<Candidate> candidates, List<LeaseId> leases) {}

  /**
   * Other offers for a plan whose own are used up: by its own query and within its own budget, and
   * nothing that was not agreed.
   *
   * @param without machines that were tried
   * @throws dev.sortie.core.market.MarketException when the market cannot be asked
   */
  public Further further(RunPlan plan, Collection<MachineId> without) {
    List<Offer> offers =
        market.search(search(plan.recipe().hardware())).stream()
            .filter(offer -> !without.contains(offer.machine()))
            .toList();
    offers = free(offers);
    List<Candidate> kept =
        Ranking.rank(offers, plan.workload(), plan.budget(), memory.get()).stream()
            .limit(CANDIDATES_KEPT)
            .toList();
    return new Further(kept, kept.stream().map(_ -> leaseIds.get()).toList());
  }

  /** Without those of other runs here; all, where that leaves none: the market knows best. */
  private List<Offer> free(List<Offer> offers) {
    Set<OfferId> held = taken.get();
    List<Offer> free = offers.stream().filter(offer -> !held.contains(offer.id())).toList();
    return free.isEmpty() ? offers : free;
  }

  private static OfferSearch search(Hardware hardware) {
    return new OfferSearch(hardware.query(), "dph+", hardware.diskGigabytes(), OFFERS_LOOKED_AT);
  }

  private List<Offer> wanted(Wish wish, OfferSearch search) {
    List<Offer> offers = market.search(search);
    if (wish.offer().isPresent()) {
      offers = offers.stream().filter(o -> o.id().equals(wish.offer().get())).toList();
      if (offers.isEmpty()) {
        throw new Trouble(
                Cause.OFFER_TAKEN,
                "offer " + wish.offer().get() + " is gone or does not fulfil: " + search.query(),
                "sortie offers '" + search.query() + "'")
            .asException();
      }
    }
    if (offers.isEmpty()) {
      throw new NoOffersException(search, market.explain(search));
    }
    return offers;
  }

  private static Trouble tooDear(
      Wish wish, Workload workload, List<Offer> offers, HostMemory known) {
    Candidate cheapest =
        offers.stream()
            .map(offer -> Ranking.judge(offer, workload, wish.budget(), known))
            .min(Comparator.comparing(Candidate::expected))
            .orElseThrow();
    String said =
        "of "
            + offers.size()
            + " offers none fits under "
            + wish.budget().ceiling()
            + " and "
            + Spans.words(wish.budget().longest())
            + "; the cheapest ("
            + cheapest.offer().gpu()
            + ") needs about "
            + cheapest.forecast().cost().total()
            + " and "
            + Spans.words(cheapest.forecast().total());
    return new Trouble(
        Cause.CEILING_TOO_LOW,
        said,
        "raise --max-cost or --max-hours, or ask for less disk or a cheaper GPU");
  }

  private static Workload workload(Wish wish) {
    var expectation = wish.recipe().expectation();
    Duration work = expectation.perTask().multipliedBy(Math.max(1, wish.tasks().size()));
    long back = wish.options().pull() ? (long) (expectation.outputGigabytes() * 1e9) : 0;
    return new Workload(
        expectation.imageGigabytes(),
        wish.recipe().hardware().diskGigabytes(),
        work,
        new Traffic(wish.pushBytes(), back));
  }
}
