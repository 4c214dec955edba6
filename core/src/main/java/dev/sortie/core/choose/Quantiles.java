package dev.sortie.core.choose;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Quantiles of values that do not all count the same. */
final class Quantiles {
  private Quantiles() {}

  record Weighed(double value, double weight) {}

  /** The smallest value that, with all smaller ones, holds this share of the weight. */
  static Optional<Double> of(List<Weighed> values, double share) {
    List<Weighed> sorted =
        values.stream().sorted(Comparator.comparingDouble(Weighed::value)).toList();
    double wanted = sorted.stream().mapToDouble(Weighed::weight).sum() * share;
    double sum = 0;
    for (Weighed one : sorted) {
      sum += one.weight();
      if (sum >= wanted) {
        return Optional.of(one.value());
      }
    }
    return Optional.empty();
  }
}
