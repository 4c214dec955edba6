package dev.sortie.practice;

import java.util.random.RandomGenerator;

/**
 * How long an instance takes to boot, in market seconds: somewhere from {@code least} to {@code
 * most}.
 */
public record BootSeconds(double least, double most) {
  public BootSeconds {
    if (least < 0 || most < least || Double.isNaN(least + most)) {
      throw new IllegalArgumentException("boot seconds must be a..b with 0 <= a <= b");
    }
  }

  /**
   * Reads {@code 2..4} or {@code 3}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static BootSeconds parse(String text) {
    String[] ends = text.split("\\.\\.", -1);
    if (ends.length > 2) {
      throw new IllegalArgumentException("boot seconds must be a..b, got " + text);
    }
    double least = Double.parseDouble(ends[0].strip());
    return new BootSeconds(least, ends.length == 1 ? least : Double.parseDouble(ends[1].strip()));
  }

  double draw(RandomGenerator random) {
    return least + (most - least) * random.nextDouble();
  }
}
