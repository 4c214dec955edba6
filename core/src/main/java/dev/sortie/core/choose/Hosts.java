package dev.sortie.core.choose;

import dev.sortie.core.choose.HostFact.Ending;
import dev.sortie.core.choose.HostFact.Stay;
import dev.sortie.core.choose.HostFact.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Sums up what is known of one machine. */
final class Hosts {
  private Hosts() {}

  /**
   * @param facts of one machine, oldest first
   */
  static Host of(List<HostFact> facts, ToDoubleFunction<HostFact> weight) {
    List<Stay> stays = only(facts, Stay.class);
    return new Host(
        facts.getFirst().machine(),
        stays.isEmpty() ? "" : stays.getLast().gpu(),
        (int) stays.stream().filter(stay -> stay.boot().isPresent()).count(),
        count(stays, Ending.DUD),
        count(stays, Ending.LOST),
        facts.getLast().at(),
        weigh(stays, List.of(Ending.GOOD), weight),
        weigh(stays, List.of(Ending.DUD, Ending.LOST), weight),
        Quantiles.of(boots(facts, weight), 0.5).map(s -> Duration.ofMillis(Math.round(s * 1000))),
        speed(only(facts, Transfer.class), weight));
  }

  /** Seconds that boots took. */
  static List<Quantiles.Weighed> boots(List<HostFact> facts, ToDoubleFunction<HostFact> weight) {
    return only(facts, Stay.class).stream()
        .filter(stay -> stay.boot().isPresent())
        .map(stay ->
            new Quantiles.Weighed(
                stay.boot().get().toMillis() / 1000.0, weight.applyAsDouble(stay)))
        .toList();
  }

  private static OptionalDouble speed(List<Transfer> transfers, ToDoubleFunction<HostFact> weight) {
    List<Quantiles.Weighed> speeds =
        transfers.stream()
            .map(t ->
                new Quantiles.Weighed(
                    t.bytes() * 1000.0 / Math.max(1, t.time().toMillis()), weight.applyAsDouble(t)))
            .toList();
    return Quantiles.of(speeds, 0.5).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static int count(List<Stay> stays, Ending ending) {
    return (int) stays.stream().filter(stay -> stay.ending() == ending).count();
  }

  private static double weigh(
      List<Stay> stays, List<Ending> endings, ToDoubleFunction<HostFact> weight) {
    return stays.stream()
        .filter(stay -> endings.contains(stay.ending()))
        .mapToDouble(weight::applyAsDouble)
        .sum();
  }

  private static <T extends HostFact> List<T> only(List<HostFact> facts, Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
