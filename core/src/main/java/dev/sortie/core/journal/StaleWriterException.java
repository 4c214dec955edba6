package dev.sortie.core.journal;

/** Another writer was faster; whoever meets this must read again before it acts (law 9). */
public final class StaleWriterException extends RuntimeException {
  public StaleWriterException(AggregateId aggregate, long after) {
    super(aggregate + " has moved on since entry " + after);
  }
}
