package dev.sortie.vast.query;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Numbers in a unit that no offer has: such a condition would hold for every offer or for none, and
 * nobody would be told.
 */
final class Scale {
  /** A card with more memory than this, in gigabytes, is a number of megabytes. */
  private static final double MOST_GPU_GIGABYTES = 1000;

  private static final double LEAST_COMPUTE_CAP = 100;

  private Scale() {}

  /** What is wrong with the number a person wrote, and what was probably meant. */
  static Optional<String> fault(String field, double number) {
    return switch (field) {
      case "compute_cap" ->
          said(
              number > 0 && number < LEAST_COMPUTE_CAP,
              "compute_cap is a hundred times CUDA's number: " + plain(number * 100));
      case "reliability" ->
          said(number > 1, "reliability goes from 0 to 1: " + plain(number / 100));
      case "gpu_ram" ->
          said(
              number > MOST_GPU_GIGABYTES,
              "gpu_ram is in gigabytes: " + plain(Math.floor(number / 1000)));
      default -> Optional.empty();
    };
  }

  private static Optional<String> said(boolean wrong, String words) {
    return wrong ? Optional.of(words) : Optional.empty();
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
