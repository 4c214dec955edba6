package dev.sortie.vast;

import java.time.Duration;

/**
 * What the market allows per endpoint: so many calls in a period (vast.ai docs, "Rate limits and
 * errors", and the thresholds in its OpenAPI pages). Real values may be laxer.
 */
enum Limit {
  SEARCH(10, 60_000, 6_000),
  CREATE(1, 4_500, 12_000),
  LOOK(1, 2_000, 2_000),
  LIST(1, 1_000, 1_000),
  CHANGE(1, 1_000, 1_000),
  DESTROY(1, 3_000, 3_000),
  KEY_LIST(1, 1_000, 1_000),
  KEY_CREATE(1, 1_000, 1_000),
  KEY_ATTACH(1, 1_000, 1_000),
  LOGS(1, 1_000, 1_000),
  ACCOUNT(1, 1_000, 1_000),
  CHARGES(1, 1_000, 1_000),
  /** Not documented. */
  SCHEDULE(1, 1_000, 2_000),
  PRICE_INCREASES(1, 2_000, 2_000),
  TEMPLATES(1, 3_000, 3_000);

  private final int calls;
  private final Duration period;
  private final Duration penalty;

  Limit(int calls, long periodMillis, long penaltyMillis) {
    this.calls = calls;
    this.period = Duration.ofMillis(periodMillis);
    this.penalty = Duration.ofMillis(penaltyMillis);
  }

  int calls() {
    return calls;
  }

  Duration period() {
    return period;
  }

  /** How long to keep away after the first refusal. */
  Duration penalty() {
    return penalty;
  }
}
