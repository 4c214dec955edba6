package dev.sortie.core.error;

/**
 * One thing that went wrong, told to a person.
 *
 * @param happened what happened, in one sentence or a few lines; holds no secret
 * @param kept what is safe and what still costs money; empty when nothing was at stake
 * @param next the exact next command or act
 */
public record Trouble(Cause cause, String happened, String kept, String next) {
  public Trouble(Cause cause, String happened, String next) {
    this(cause, happened, "", next);
  }

  public TroubleException asException() {
    return new TroubleException(this);
  }
}
