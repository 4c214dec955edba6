package dev.sortie.vast;

import java.time.Duration;
import tools.jackson.core.StreamReadConstraints;

/**
 * What is taken from the market at most. It, or whoever answers in its place, may send without end;
 * each bound is far beyond what honest answers hold.
 */
final class Bounds {
  /** One answer. A page of offers or instances has some 200 kB. */
  static final int ANSWER_BYTES = 8 << 20;

  /**
   * What one answer may be made of: its tree takes a hundred times the room of its shortest text.
   */
  static final StreamReadConstraints JSON =
      StreamReadConstraints.builder()
          .maxDocumentLength(ANSWER_BYTES)
          .maxTokenCount(500_000)
          .maxNestingDepth(100)
          .maxNumberLength(100)
          .maxStringLength(1 << 20)
          .maxNameLength(1_000)
          .build();

  /** Of one walk through instances or charges. */
  static final int PAGES = 4_000;

  static final int INSTANCES = 100_000;
  static final Duration WALK = Duration.ofMinutes(10);

  /** Of an error page before it is made one short line. */
  static final int ERROR_CHARACTERS = 4_000;

  /** An offer's duration and the like: ten years. */
  static final double LONGEST_SECONDS = 10 * 365 * 86_400.0;

  private Bounds() {}
}
