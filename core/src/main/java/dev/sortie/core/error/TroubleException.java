package dev.sortie.core.error;

/** Ends a command with a {@link Trouble} that is shown to the person as it is. */
public sealed class TroubleException extends RuntimeException permits UnreadableHistoryException {
  private final transient Trouble trouble;

  public TroubleException(Trouble trouble) {
    super(trouble.happened());
    this.trouble = trouble;
  }

  public TroubleException(Trouble trouble, Throwable cause) {
    super(trouble.happened(), cause);
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
