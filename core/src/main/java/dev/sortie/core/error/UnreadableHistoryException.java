package dev.sortie.core.error;

/**
 * One history in the journal cannot be read by this version; the others can. Whoever looks over all
 * of them goes on without it, and neither touches nor forgets what it is of.
 */
public final class UnreadableHistoryException extends TroubleException {
  public UnreadableHistoryException(Trouble trouble, Throwable cause) {
    super(trouble, cause);
  }
}
