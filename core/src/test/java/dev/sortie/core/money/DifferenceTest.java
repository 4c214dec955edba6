package dev.sortie.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the market's bill and our meter disagree, each part is told, and rounding is not. */
class DifferenceTest {
  @Test
  void equalBillsDoNotDiffer() {
    assertThat(between(cost("1", "0.1", "0.02"), cost("1", "0.1", "0.02"))).isEmpty();
  }

  @Test
  void eachPartThatDiffersIsToldAndNoneThatDoesNot() {
    Cost metered = cost("1", "0.1", "0.02");
    assertThat(between(metered, cost("2", "0.1", "0.02"))).containsExactly(gpu("1", "2"));
    assertThat(between(metered, cost("1", "0.2", "0.01")))
        .containsExactly(
            new Difference("disk", Usd.of("0.1"), Usd.of("0.2")),
            new Difference("network", Usd.of("0.02"), Usd.of("0.01")));
  }

  @Test
  void onePercentIsNoDifferenceAndMoreIs() {
    assertThat(between(cost("1", "0", "0"), cost("1.01", "0", "0"))).isEmpty();
    assertThat(between(cost("1", "0", "0"), cost("1.010000001", "0", "0")))
        .containsExactly(gpu("1", "1.010000001"));
    assertThat(between(cost("1", "0", "0"), cost("0.99", "0", "0"))).isEmpty();
    assertThat(between(cost("1", "0", "0"), cost("0.989999999", "0", "0")))
        .containsExactly(gpu("1", "0.989999999"));
  }

  @Test
  void aHundredthOfACentIsRoundingWhateverItsShare() {
    assertThat(between(cost("0", "0", "0"), cost("0.0001", "0", "0"))).isEmpty();
    assertThat(between(cost("0", "0", "0"), cost("0.000100001", "0", "0")))
        .containsExactly(gpu("0", "0.000100001"));
  }

  @Test
  void whatIsRoundingInEachPartIsToldOfTheTotalWhereItAddsUp() {
    assertThat(between(cost("0.003", "0.003", "0"), cost("0.0031", "0.0031", "0")))
        .containsExactly(new Difference("total", Usd.of("0.006"), Usd.of("0.0062")));
  }

  @Test
  void itIsToldInDollarsAndPercent() {
    assertThat(gpu("0.0021", "0.0040").words())
        .isEqualTo("gpu: metered 0.0021, charged 0.0040, +90 %");
    assertThat(gpu("0.2", "0.1").words()).isEqualTo("gpu: metered 0.2000, charged 0.1000, -50 %");
    assertThat(gpu("1", "1.001").words()).isEqualTo("gpu: metered 1.0000, charged 1.0010, 0 %");
  }

  @Test
  void ofNothingThereIsNoPercentage() {
    assertThat(gpu("0", "0.1").words())
        .isEqualTo("gpu: metered 0.0000, charged 0.1000, nothing was metered");
  }

  private static List<Difference> between(Cost metered, Cost charged) {
    return Difference.between(metered, charged);
  }

  private static Difference gpu(String metered, String charged) {
    return new Difference("gpu", Usd.of(metered), Usd.of(charged));
  }

  private static Cost cost(String gpu, String disk, String network) {
    return new Cost(Usd.of(gpu), Usd.of(disk), Usd.of(network));
  }
}
