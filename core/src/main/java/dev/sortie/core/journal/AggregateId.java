package dev.sortie.core.journal;

/** Names a run or a lease in the journal. */
public record AggregateId(Kind kind, String value) {
  /** The kinds of things that have a history. */
  public enum Kind {
    RUN,
    LEASE
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + value;
  }
}
